package io.jupyterflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A notebook as Kubeflow makes it, whose first container is not the notebook.
class KubeflowTest {

  private static final Profile PROFILE = new Profile("jf-kubeflow");

  @BeforeAll
  static void open() {
    Profile.open(PROFILE.namespace());
  }

  @AfterAll
  static void close() {
    PROFILE.close();
  }

  @Test
  void theNotebooksContainerIsFoundNextToASidecar() {
    String shown = PROFILE.jupyterflow("env", "show").ok().out();

    assertThat(shown)
        .containsPattern("volume +workspace-nb .*ReadWriteMany")
        .containsPattern("volume +dshm +empty folder in memory at /dev/shm +carried")
        .containsPattern("variable +TEAM +vision +carried")
        .containsPattern("variable +NB_PREFIX .*left out")
        .containsPattern("account +serviceAccountName +default-editor +carried")
        .containsPattern("container +helper .*left out")
        .doesNotContain("SIDECAR");
  }

  @Test
  void aFlowRunsWithTheNotebooksImageVolumesAndSharedMemory() {
    Hub.Outcome run =
        PROFILE
            .jupyterflow(
                "run",
                "-c",
                "sh -c 'echo kept >kept; stat -f -c %T /dev/shm; echo side${SIDECAR}car; id -g'"
                    + " >> sh -c 'cat kept; echo team $TEAM; echo prefix $NB_PREFIX; pwd'")
            .ok();

    assertThat(run.err())
        .contains("| tmpfs\n")
        .contains("| sidecar\n")
        .contains("| 100\n")
        .contains("| kept\n")
        .contains("| team vision\n")
        .contains("| prefix\n")
        .contains("| /home/jovyan\n");
    String pods =
        PROFILE
            .kubectl(
                "get",
                "pods",
                "-l",
                "workflows.argoproj.io/workflow=" + run.id(),
                "-o",
                "jsonpath={range .items[*]}{.spec.serviceAccountName}"
                    + " {.spec.containers[*].name} {.metadata.labels.notebook-name}{'\\n'}{end}")
            .ok()
            .out();
    assertThat(pods.lines())
        .containsExactly("default-editor wait main ", "default-editor wait main ");
  }

  @Test
  void doctorSaysThatRunsWork() {
    Hub.Outcome doctor = PROFILE.jupyterflow("doctor").ok();

    assertThat(doctor.out()).contains("Ready").contains("home").doesNotContain("✗");
  }

  @Test
  void theManifestOfDoctorRestoresTheRights() {
    PROFILE.kubectl("delete", "rolebinding", "default-editor").ok();
    Hub.Outcome refused =
        Hub.until(() -> PROFILE.jupyterflow("run", "-c", "echo no"), run -> run.status() != 0);
    assertThat(refused.status()).isEqualTo(5);
    assertThat(refused.err()).contains("may not get pods");

    Hub.Outcome doctor = PROFILE.jupyterflow("doctor");
    assertThat(doctor.status()).isEqualTo(5);
    PROFILE.apply(manifest(doctor.out()));

    Hub.until(() -> PROFILE.jupyterflow("doctor"), said -> said.out().contains("Ready:"));
    assertThat(PROFILE.jupyterflow("run", "-c", "echo yes").ok().err()).contains("echo | yes");
  }

  /// The network of these clusters knows no policies, so the packets are dropped as one would.
  @Test
  void theNetworkPolicyThatDoctorPrintsIsTakenByTheCluster() {
    String address = PROFILE.kubectl("get", "pod", "nb-0", "-o", "jsonpath={.status.podIP}").out();
    String rule = "INPUT -s " + address + " -p tcp --dport 6443 -j DROP";
    Hub.cluster(("inside iptables -I " + rule).split(" ", -1)).ok();
    try {
      Hub.Outcome doctor = PROFILE.jupyterflow("doctor");
      assertThat(doctor.status()).isEqualTo(6);
      assertThat(doctor.out()).contains("the network drops it").contains("kind: NetworkPolicy");
      assertThat(PROFILE.apply(manifest(doctor.out()), "--dry-run=server").out())
          .contains("networkpolicy.networking.k8s.io/jupyterflow-api-server created");
    } finally {
      Hub.cluster(("inside iptables -D " + rule).split(" ", -1)).ok();
    }
  }

  /// From the first line that is YAML.
  private static String manifest(String printed) {
    int begin = printed.indexOf("apiVersion:");
    assertThat(begin).as(printed).isNotNegative();
    return printed.substring(begin);
  }
}
