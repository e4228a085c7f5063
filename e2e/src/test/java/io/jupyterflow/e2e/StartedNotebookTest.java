package io.jupyterflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A notebook that a script started: what its user has is what jobs have, whether the pod's
/// document says so or not, and what jobs can't have is said before anything is sent.
class StartedNotebookTest {

  private static final Profile PROFILE = new Profile("jf-started");
  private static final String SLICES = "nvidia.com~1mig-1g.5gb";
  private static String node = "";

  @BeforeAll
  static void open() {
    node = Hub.kubectl("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}").ok().out();
    slices("{\"op\": \"add\", \"path\": \"/status/%s/" + SLICES + "\", \"value\": \"8\"}");
    Profile.open(PROFILE.namespace(), "started.yaml");
  }

  @AfterAll
  static void close() {
    PROFILE.close();
    slices("{\"op\": \"remove\", \"path\": \"/status/%s/" + SLICES + "\"}");
  }

  /// No machine of these clusters has a GPU; that one says so is all the scheduler asks for.
  private static void slices(String operation) {
    for (String part : new String[] {"capacity", "allocatable"}) {
      String patch = "[" + operation.formatted(part) + "]";
      Hub.kubectl("patch", "node", node, "--subresource=status", "--type=json", "-p", patch);
    }
  }

  /// A line of shell in a terminal of a kind.
  private static Hub.Outcome in(String terminal, String line) {
    return PROFILE.kubectl("exec", "-i", "nb-0", "-c", "nb", "--", "/terminal/" + terminal, line);
  }

  private static String pods(String run, String path) {
    return PROFILE
        .kubectl(
            "get",
            "pods",
            "-l",
            "workflows.argoproj.io/workflow=" + run,
            "-o",
            "jsonpath={range .items[*]}" + path + "{'\\n'}{end}")
        .ok()
        .out();
  }

  @Test
  void jobsHaveTheVariablesGroupsDevicesAndMetadataOfTheNotebook() {
    Hub.Outcome run =
        in(
                "server",
                "unset UNWANTED; jupyterflow run --gpu 0 --for true --gpu 2"
                    + " -c \"bash check.sh >> true\"")
            .ok();

    assertThat(run.err())
        .contains("| team vision, exported by the start script, region eu-1, unwanted none\n")
        .contains("| tool\n")
        .contains("| of the lab\n")
        .contains("| memory 1073741824\n");
    assertThat(pods(run.id(), "{.spec.containers[?(@.name=='main')].resources.limits}").lines())
        .containsExactlyInAnyOrder(
            "{\"memory\":\"1Gi\",\"nvidia.com/mig-1g.5gb\":\"2\"}", "{\"memory\":\"1Gi\"}");
    assertThat(pods(run.id(), "{.metadata.annotations}"))
        .contains("\"gke-gcsfuse/volumes\":\"true\"")
        .contains("\"sidecar.istio.io/inject\":\"false\"")
        .contains("\"vault.hashicorp.com/agent-pre-populate-only\":\"true\"")
        .contains("{{ with secret \\\"db\\\" }}{{ .Data.user }}{{ end }}");
    assertThat(pods(run.id(), "{.metadata.labels}"))
        .contains("\"azure.workload.identity/use\":\"true\"")
        .doesNotContain("notebook-name");
  }

  @Test
  void theyAreShownWithWhatBecomesOfThem() {
    String shown = in("server", "unset UNWANTED; jupyterflow env show").ok().out();

    assertThat(shown)
        .containsPattern("directory +directory +/home/jovyan +carried +it is on a volume that jobs")
        .containsPattern("variable +EXPORTED +by the start script +carried")
        .containsPattern("variable +UNWANTED +yes +left out +it is unset here")
        .containsPattern("security +supplementalGroups +\\[5000\\] +changed")
        .containsPattern("resource +memory limit +1Gi +changed +the whole pod's")
        .containsPattern("placement +hostIPC +true +left out")
        .containsPattern("annotation +gke-gcsfuse/volumes +true +carried +a volume's driver")
        .containsPattern("label +azure.workload.identity/use +true +carried")
        .containsPattern("annotation +vault.hashicorp.com/agent-pre-popul.* changed")
        .containsPattern("labels +labels +notebook-name +left out");
  }

  @Test
  void aTerminalWithoutThePodsVariablesRunsOnTheClusterAllTheSame() {
    Hub.Outcome run = in("bare", "cd /home/jovyan && jupyterflow run -c 'bash check.sh'");

    assertThat(run.err())
        .contains("Runs on the cluster (engine argo)")
        .contains("| team vision, exported none, region eu-1, unwanted yes\n");
    assertThat(in("bare", "cd /home/jovyan && jupyterflow doctor").ok().out()).contains("Ready:");
  }

  @Test
  void anUnreadableTokenIsReported() {
    Hub.Outcome run = in("other", "cd && jupyterflow run -c 'true'").ok();

    assertThat(run.err())
        .contains("Runs in this container (engine local): you may not read the token of its pod");
  }

  @Test
  void filesOnlyInTheContainerAreReportedBeforeTheRun() {
    Hub.Outcome script = in("server", "jupyterflow run -c 'python3 /tmp/work/own.py'");
    assertThat(script.status()).isEqualTo(3);
    assertThat(script.err())
        .contains("jobs don't have /tmp/work/own.py: it is in the notebook's container alone")
        .contains("put it under /home/jovyan");

    Hub.Outcome folder = in("server", "cd /scratch && jupyterflow run -c own.py");
    assertThat(folder.status()).isEqualTo(3);
    assertThat(folder.err())
        .contains(
            "jobs don't have /scratch/own.py: it is in the notebook's own folder at /scratch");
    assertThat(in("server", "cd /scratch && jupyterflow env show").ok().out())
        .containsPattern("directory +directory +/scratch +changed")
        .doesNotContain("it is on a volume that jobs have, too");

    Hub.Outcome imports =
        in("server", "PYTHONPATH=/tmp/site jupyterflow run -d -c 'python3 -c \"import mine\"'")
            .ok();
    assertThat(imports.err()).contains("jobs can't import what is in /tmp/site (PYTHONPATH)");
  }
}
