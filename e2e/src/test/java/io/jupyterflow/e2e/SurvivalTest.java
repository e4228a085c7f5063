package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.jupyterflow;
import static io.jupyterflow.e2e.Hub.shell;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who follows a run goes on through what happens to the cluster meanwhile. The one who follows is
/// a process of its own in the notebook server: what looks at it goes through the API server.
class SurvivalTest extends InHomeFolder {

  @Test
  void theApiServerGoesAndComesBackUnderARun() {
    inBackground("run -c \"sh -c 'echo begun; sleep 15; echo ended' >> echo next\"");
    told("| begun");

    Hub.cluster("stop", "apiserver").ok();
    Hub.cluster("up").ok();

    String all = told("exit code:");
    assertThat(all)
        .contains("| ended")
        .contains("| next")
        .contains("succeeded: 2 succeeded")
        .contains("exit code: 0");
  }

  @Test
  void aRunThatIsDeletedWhileItIsWatchedIsReported() {
    String id =
        jupyterflow(USER, folder, "run", "-d", "-c", "sh -c 'echo begun; sleep 60'").ok().id();
    inBackground("watch " + id);
    told("| begun");

    Hub.kubectl("delete", "workflow", id).ok();

    assertThat(told("exit code:"))
        .contains("it was deleted from the cluster; this is what its jobs left behind")
        .contains("exit code: 7");
  }

  /// Argo compresses the states of a run's jobs where the object grows too large: here, a small
  /// one.
  @Test
  void compressedStatesAreRead() {
    Hub.cluster("stop", "argo").ok();
    Hub.with(Map.of("MAX_WORKFLOW_SIZE", "20000"), "up").ok();
    try {
      String values =
          IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).collect(Collectors.joining(","));
      Hub.Outcome run =
          jupyterflow(USER, folder, "run", "-c", "echo x={" + values + "} >> echo last").ok();

      assertThat(
              Hub.kubectl("get", "workflow", run.id(), "-o", "jsonpath={.status.compressedNodes}")
                  .out())
          .isNotEmpty();
      assertThat(run.err()).contains("succeeded: 21 succeeded");
    } finally {
      Hub.cluster("stop", "argo").ok();
      Hub.cluster("up").ok();
    }
  }

  private void inBackground(String words) {
    String command = "cd " + folder + "; jupyterflow " + words + "; echo exit code: $?";
    Hub.write(USER, folder + "/command", command);
    shell(USER, "setsid bash " + folder + "/command </dev/null >" + folder + "/told 2>&1 &").ok();
  }

  /// What was told in the background, as soon as this is part of it.
  private String told(String wanted) {
    String file = folder + "/told";
    return Hub.until(() -> shell(USER, "cat " + file), said -> said.out().contains(wanted)).out();
  }
}
