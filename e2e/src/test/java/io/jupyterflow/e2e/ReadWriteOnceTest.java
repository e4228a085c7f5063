package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.jupyterflow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A home that one node alone can mount.
class ReadWriteOnceTest {

  @Test
  void jobsGoToTheNotebooksNode() {
    Hub.spawn("carol");

    Hub.Outcome run = jupyterflow("carol", ".", "run", "-c", "sh -c 'echo $HOME'").ok();

    assertThat(run.err()).contains("| /home/jovyan");
    String affinity =
        Hub.kubectl("get", "workflow", run.id(), "-o", "jsonpath={.spec.affinity}").ok().out();
    assertThat(affinity).contains("metadata.name").contains("matchFields");
  }

  @Test
  void runsOfAScheduleGoWhereTheHomeIsAndNotToANodeByName() {
    Hub.spawn("carol");
    Hub.Outcome added =
        jupyterflow(
                "carol",
                ".",
                "cron",
                "add",
                "--name",
                "homely",
                "--schedule",
                "0 3 1 1 *",
                "-c",
                "echo first >> echo second")
            .ok();
    try {
      assertThat(added.err()).contains("one machine alone can mount");
      String id = jupyterflow("carol", ".", "cron", "run", "homely").ok().id();
      assertThat(jupyterflow("carol", ".", "watch", id).ok().err()).contains("2 succeeded");
      String affinity =
          Hub.kubectl("get", "workflow", id, "-o", "jsonpath={.spec.affinity}").ok().out();
      assertThat(affinity).contains("podAffinity").doesNotContain("matchFields");
    } finally {
      jupyterflow("carol", ".", "cron", "delete", "homely").ok();
    }
  }
}
