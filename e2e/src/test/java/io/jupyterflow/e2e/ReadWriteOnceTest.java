package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.jupyterflow;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A home that one node alone can mount, in a cluster that has another node with more room.
class ReadWriteOnceTest {

  private static final String USER = "carol";

  /// More than this machine has, and less than the other.
  private static final String CORES = "300";

  private static @Nullable OtherNode other;

  @BeforeAll
  static void start() {
    Hub.spawn(USER);
    Hub.spawn("alice");
    other = OtherNode.open();
  }

  @AfterAll
  static void end() {
    if (other != null) {
      other.close();
    }
  }

  private static void over(String user, String... ids) {
    for (String id : ids) {
      jupyterflow(user, ".", "stop", id);
      jupyterflow(user, ".", "delete", id);
    }
  }

  private static String why(String id, String wanted) {
    return Hub.until(() -> jupyterflow(USER, ".", "why", id), said -> said.out().contains(wanted))
        .out();
  }

  @Test
  void jobsOfOtherHomesGoWhereThereIsRoom() {
    String id = jupyterflow("alice", ".", "run", "-d", "--cpu", CORES, "-c", "echo far").ok().id();

    assertThat(OtherNode.ofPodOf(id)).isEqualTo(OtherNode.NAME);

    over("alice", id);
  }

  @Test
  void jobsGoToTheNotebooksNode() {
    Hub.Outcome run = jupyterflow(USER, ".", "run", "-c", "sh -c 'echo $HOME'").ok();

    assertThat(run.err()).contains("| /home/jovyan");
    String affinity =
        Hub.kubectl("get", "workflow", run.id(), "-o", "jsonpath={.spec.affinity}").ok().out();
    assertThat(affinity).contains("metadata.name").contains("matchFields");
  }

  @Test
  void aJobWithoutRoomOnTheNotebooksNodeIsExplained() {
    String id = jupyterflow(USER, ".", "run", "-d", "--cpu", CORES, "-c", "echo never").ok().id();

    assertThat(why(id, "can't begin"))
        .contains("its volume binds it to one machine, and that has no room for it")
        .contains("1 of 2 lacks processor cores")
        .contains("Ask for less with --cpu, free some room where its volume is")
        .contains("ReadWriteMany");
    over(USER, id);
  }

  @Test
  void runsOfAScheduleGoWhereTheHomeIsAndNotToANodeByName() {
    Hub.Outcome added = add("homely").ok();
    try {
      assertThat(added.err()).contains("one machine alone can mount");
      String id = jupyterflow(USER, ".", "cron", "run", "homely").ok().id();
      assertThat(jupyterflow(USER, ".", "watch", id).ok().err()).contains("2 succeeded");
      String affinity =
          Hub.kubectl("get", "workflow", id, "-o", "jsonpath={.spec.affinity}").ok().out();
      assertThat(affinity).contains("podAffinity").doesNotContain("matchFields");
    } finally {
      jupyterflow(USER, ".", "cron", "delete", "homely").ok();
    }
  }

  @Test
  void aRunOfAScheduleWaitsForRoomWhereTheHomeIsAndSaysSo() {
    add("large", "--cpu", CORES).ok();
    String id = jupyterflow(USER, ".", "cron", "run", "large").ok().id();
    try {
      assertThat(why(id, "can't begin"))
          .contains("its volume binds it to one machine, and that has no room for it")
          .contains("1 of 2 lacks processor cores");
    } finally {
      jupyterflow(USER, ".", "cron", "delete", "large").ok();
      over(USER, id);
    }
  }

  private static Hub.Outcome add(String name, String... flags) {
    String[] words = {
      "cron", "add", "--name", name, "--schedule", "0 3 1 1 *", "-c", "echo first >> echo second"
    };
    String[] all = new String[words.length + flags.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(flags, 0, all, words.length, flags.length);
    return jupyterflow(USER, ".", all);
  }

  @Test
  void aDiskThatAnotherMachineHasIsNamedByWhyAndToThoseWhoFollow() {
    OtherNode.attachDisk();
    Hub.write(
        USER,
        "disk.yaml",
        """
        spec:
          volumes: [{name: disk, persistentVolumeClaim: {claimName: jf-disk}}]
          volumeMounts: [{name: disk, mountPath: /disk}]
        """);
    String id =
        Hub.shell(USER, "JUPYTERFLOW_CONFIG_FILE=disk.yaml jupyterflow run -d -c 'echo never'")
            .ok()
            .id();

    assertThat(why(id, "can't begin"))
        .contains("its volume is in use on another machine, and only one may mount it")
        .contains("Multi-Attach error for volume \"jf-disk\"")
        .contains("Stop what uses the volume elsewhere");
    String watched =
        Hub.shell(
                USER,
                "jupyterflow watch %s 2>watched & until grep queued watched; do sleep 0.2; done; kill $!; rm watched disk.yaml"
                    .formatted(id))
            .out();
    assertThat(watched).contains("echo queued: its volume is in use on another machine");
    assertThat(jupyterflow(USER, ".", "show", id).ok().out())
        .containsPattern("echo +queued +its volume is in use on another machine");
    over(USER, id);
  }
}
