package io.jupyterflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Makes each cause happen on the real cluster: `why` names it, and what to do. The runs are all
/// started before the first is asked for, since most of their time is the cluster's.
class CausesTest {

  private static final Profile PROFILE = new Profile("jf-causes");

  private static final String RUNS =
      """
      set -e
      cat >train.py <<'END'
      import json
      def load(text):
          return json.loads(text)
      load('{')
      END
      jf="jupyterflow run -d -q --id"
      $jf memory --memory 900Gi -c 'echo never'
      $jf cores --cpu 500 -c 'echo never'
      $jf image --image localhost/nobody/nothing:1 -c 'echo never'
      $jf quota --timeout 1h -c 'echo never'
      $jf oom --memory 100Mi -c "python3 -c 'x = bytearray(400000000)'"
      $jf killed -c "sh -c 'echo before; kill -9 \\$\\$'"
      $jf crashed -c "sh -c 'kill -11 \\$\\$'"
      $jf code -c "sh -c 'exit 42'"
      echo 'spec: {serviceAccountName: nobody}' >nobody.yaml
      JUPYTERFLOW_CONFIG_FILE=nobody.yaml $jf account -c 'echo never'
      $jf python -c 'python train.py'
      $jf program -c 'nvidia-smi -L'
      mkdir -p /tmp/site/onlyhere
      touch /tmp/site/onlyhere/__init__.py
      $jf package -c 'python -c "import onlyhere"'
      $jf disk -c "sh -c 'head -c 30000000 /dev/zero >/scratch/x; sleep 600'"
      $jf removed -c "sh -c 'sleep 12; echo settled; sleep 600'"
      """;

  @BeforeAll
  static void start() {
    Profile.open(PROFILE.namespace());
    PROFILE.apply(
        """
        {"apiVersion": "v1", "kind": "ResourceQuota",
         "metadata": {"name": "few", "namespace": "%s"},
         "spec": {"hard": {"pods": "0"}, "scopes": ["Terminating"]}}
        """
            .formatted(PROFILE.namespace()));
    PROFILE.shell(RUNS).ok();
  }

  @AfterAll
  static void remove() {
    PROFILE.close();
  }

  @Test
  void noRoomNamesTheResourceAndWhatWasAsked() {
    assertThat(PROFILE.why("memory", "can't begin"))
        .contains("1 of 1 lacks memory")
        .contains("asks for 0.05 cores, 900 GiB of memory")
        .contains("Ask for less with --memory");
    assertThat(PROFILE.why("cores", "can't begin"))
        .contains("1 of 1 lacks processor cores")
        .contains("asks for 500 cores")
        .contains("Ask for less with --cpu");
  }

  @Test
  void noRoomNamesWhatTheMachinesHaveToThoseWhoMaySeeThem() {
    PROFILE
        .kubectl("create", "clusterrole", "jf-causes-nodes", "--verb=list", "--resource=nodes")
        .ok();
    PROFILE
        .kubectl(
            "create",
            "clusterrolebinding",
            "jf-causes-nodes",
            "--clusterrole=jf-causes-nodes",
            "--serviceaccount=" + PROFILE.namespace() + ":default-editor")
        .ok();
    try {
      assertThat(PROFILE.why("memory", "the largest machine has"))
          .containsPattern("the largest machine has \\d+ cores and [0-9.]+ [GT]iB");
    } finally {
      PROFILE.kubectl("delete", "clusterrole,clusterrolebinding", "jf-causes-nodes").ok();
    }
  }

  @Test
  void anImageThatIsNotThereIsNamedAlsoToThoseWhoFollow() {
    assertThat(PROFILE.why("image", "can't begin"))
        .contains("its image localhost/nobody/nothing:1 can't be fetched")
        .contains("What to do:");
    String watched =
        PROFILE
            .shell(
                "jupyterflow watch image 2>watched & until grep queued watched; do sleep 0.2; done;"
                    + " kill $!")
            .out();
    assertThat(watched)
        .contains("echo queued: its image localhost/nobody/nothing:1 can't be fetched");
  }

  @Test
  void aQuotaIsNamedWithWhatItHas() {
    assertThat(PROFILE.why("quota", "can't begin"))
        .contains("the namespace's quota few leaves no room for it")
        .contains("pods: 1 more are asked for, 0 of 0 are in use")
        .contains("ask the administrator for more");
  }

  @Test
  void anAccountThatIsNotThereIsNamedWithWhoCanHelp() {
    assertThat(PROFILE.why("account", "failed"))
        .contains("the service account nobody is not there")
        .contains("Print what the administrator applies to restore it: jupyterflow doctor");
  }

  @Test
  void memoryIsNamedWithWhatItHadAndWhatToAskFor() {
    assertThat(PROFILE.why("oom", "killed"))
        .contains("used up the 100 MiB of memory it may have")
        .contains("--memory 200Mi");
  }

  @Test
  void aKillThatIsNotForMemoryIsNotTakenForIt() {
    assertThat(PROFILE.why("killed", "SIGKILL"))
        .contains("the cluster saw no lack of memory")
        .contains("| before")
        .doesNotContain("--memory");
    assertThat(PROFILE.jupyterflow("watch", "killed").err())
        .contains("exit code 137, SIGKILL")
        .contains("killed failed: 1 failed");
  }

  @Test
  void exitCodesAndSignalsAreNamed() {
    assertThat(PROFILE.why("code", "failed")).contains("failed with exit code 42");
    assertThat(PROFILE.why("crashed", "SIGSEGV")).contains("crashed in native code");
  }

  @Test
  void aTracebackIsPlacedInTheUsersOwnCode() {
    assertThat(PROFILE.why("python", "failed at"))
        .contains("train.py:3: json.decoder.JSONDecodeError")
        .contains("return json.loads(text)");
  }

  @Test
  void aProgramOfMachinesWithGpusIsNotRefusedInANotebookWithoutOne() {
    assertThat(PROFILE.why("program", "failed"))
        .contains("there is no program nvidia-smi")
        .contains("ask for one with --gpu 1");
  }

  @Test
  void aPackageOnlyInTheNotebooksContainerComesWithAdvice() {
    PROFILE.why("package", "failed at");
    assertThat(PROFILE.shell("PYTHONPATH=/tmp/site jupyterflow why package").ok().out())
        .contains("No module named 'onlyhere'")
        .contains("Jobs have the image and the volumes only")
        .contains("onlyhere is in /tmp/site/onlyhere/__init__.py, in the notebook's own container")
        .contains("-m pip install --target /home/jovyan/packages onlyhere");
  }

  @Test
  void writingMoreThanAVolumeMayHoldIsNamed() {
    assertThat(PROFILE.why("disk", "evicted"))
        .contains("wrote more than the 8Mi that its volume scratch may hold")
        .contains("Write less there");
  }

  @Test
  void anEvictedJobIsExplained() {
    // in the ten seconds before that, Argo may make a pod that is removed anew
    Hub.until(() -> PROFILE.jupyterflow("logs", "removed"), said -> said.out().contains("settled"));
    evict("removed");

    // which of them Argo learns first, that it ended or that it is gone, is chance
    String why =
        Hub.until(
                () -> PROFILE.jupyterflow("why", "removed"),
                said -> !said.out().contains("running"))
            .out();
    assertThat(why)
        .containsAnyOf(
            "removed from the cluster while it ran: evicted from its machine, or deleted",
            "was asked to end (SIGTERM)");
    assertThat(PROFILE.jupyterflow("watch", "removed").status()).isIn(1, 7);
  }

  private static void evict(String id) {
    String pod =
        PROFILE
            .kubectl(
                "get",
                "pods",
                "-l",
                "workflows.argoproj.io/workflow=" + id,
                "-o",
                "jsonpath={.items[0].metadata.name}")
            .ok()
            .out();
    String eviction =
        """
        {"apiVersion": "policy/v1", "kind": "Eviction",
         "metadata": {"name": "%s", "namespace": "%s"}}
        """
            .formatted(pod, PROFILE.namespace());
    Hub.cluster(
            eviction.getBytes(StandardCharsets.UTF_8),
            "kubectl",
            "create",
            "-f",
            "-",
            "--raw",
            "/api/v1/namespaces/" + PROFILE.namespace() + "/pods/" + pod + "/eviction")
        .ok();
  }

  @Test
  void bracesThatSomethingElsePutIntoTheRunAreNamed() {
    String workflow =
        PROFILE
            .jupyterflow("run", "--emit", "argo", "-c", "echo first >> echo never")
            .ok()
            .out()
            .replace("echo-1-22222", "braces")
            .replace("\"never\"", "\"{{never\"");
    assertThat(workflow).contains("name: braces").contains("{{never");
    PROFILE.apply(workflow);

    assertThat(PROFILE.why("braces", "failed")).contains("a {{ in it has no end");
  }

  @Test
  void aVolumeThatWasDeletedIsNamedByWhyAndDoctor() {
    try (Profile profile = Profile.open("jf-volume")) {
      profile.kubectl("delete", "pvc", "workspace-nb", "--wait=false").ok();
      profile
          .kubectl(
              "patch",
              "pvc",
              "workspace-nb",
              "--type=merge",
              "-p",
              "{\"metadata\": {\"finalizers\": null}}")
          .ok();
      String id = profile.start("-c", "echo never");

      assertThat(profile.why(id, "can't begin"))
          .contains("the volume claim workspace-nb is missing")
          .contains("What to do:");
      Hub.Outcome doctor = profile.jupyterflow("doctor");
      assertThat(doctor.status()).isNotZero();
      assertThat(doctor.out()).containsPattern("✗ volume workspace-nb .*claim is missing");
    }
  }

  @Test
  void nobodyWhoWorksOnRunsIsNamed() {
    Hub.cluster("stop", "argo").ok();
    try {
      String id = PROFILE.start("-c", "echo late");
      assertThat(PROFILE.why(id, "nothing there works on it"))
          .contains("controller of Argo Workflows does not run")
          .contains("jupyterflow doctor");
      Hub.cluster("up").ok();
      assertThat(PROFILE.jupyterflow("watch", id).ok().err()).contains("echo | late");
    } finally {
      Hub.cluster("up").ok();
    }
  }
}
