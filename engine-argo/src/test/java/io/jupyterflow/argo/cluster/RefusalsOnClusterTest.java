package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.submit.WorkflowSubmission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways a real API server says no to a run, and what users read of them. Each is made to happen
/// by what an administrator may have set up.
@Tag("cluster")
class RefusalsOnClusterTest extends WrittenPlans {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String POLICIES =
      "/apis/admissionregistration.k8s.io/v1/validatingadmission";

  /// A namespace for each test: a rule that was taken away is in force for a while.
  @AutoClose private final RealCluster cluster = RealCluster.open();

  @TempDir Path folder;

  private static void submit(KubeApi api, Environment environment, String id) {
    SubmitOptions options = SubmitOptionsBuilder.named(id);
    new WorkflowSubmission(api, new Random())
        .prepare(plan(shell("a", "true")), environment, options)
        .send();
  }

  private static String refusal(KubeApi api, Environment environment) {
    JupyterFlowException.Refused refused =
        catchThrowableOfType(
            JupyterFlowException.Refused.class, () -> submit(api, environment, "refused"));
    assertThat(refused).isNotNull();
    return refused.toString();
  }

  /// What an administrator sets up is not in force at once.
  private String awaitRefusal() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; ; i++) {
      try {
        submit(cluster.single(), SomeEnvironment.in(cluster.namespace()), "accepted-" + i);
      } catch (JupyterFlowException.Refused e) {
        return String.valueOf(e);
      } catch (JupyterFlowException.Unreachable hookIsStarting) {
        assertThat(hookIsStarting).hasMessageContaining("webhook");
      }
      assertThat(System.nanoTime() - deadline).as("patience").isNegative();
      LockSupport.parkNanos(300_000_000);
    }
  }

  @Test
  void aMissingRightIsNamedWithItsVerbAndResource() {
    assertThat(refusal(cluster.single(), SomeEnvironment.in("default")))
        .contains(
            "The account system:serviceaccount:"
                + cluster.namespace()
                + ":jupyterflow-user may not",
            "workflows.argoproj.io in the namespace default",
            "verb create on workflows of the API group 'argoproj.io'");
  }

  @Test
  void aMissingNamespaceIsNamed() {
    assertThat(refusal(cluster.administrator(), SomeEnvironment.in("jf-nowhere")))
        .contains("has no namespace 'jf-nowhere'", "--namespace");
  }

  @Test
  void refusalsOfTheServerAreQuoted() {
    Environment of = SomeEnvironment.in(cluster.namespace());
    PodEnvironment argo = (PodEnvironment) of.engine();
    PodEnvironment misspelt =
        PodEnvironmentBuilder.from(argo)
            .pod(new KubeObject(Map.of("dnsPolice", "Default")))
            .build();

    assertThat(refusal(cluster.single(), EnvironmentBuilder.from(of).engine(misspelt).build()))
        .contains("does not take", "spec.dnsPolice", "too old or too new");
  }

  @Test
  void aFullQuotaIsNamed() {
    String quotas = "/api/v1/namespaces/" + cluster.namespace() + "/resourcequotas";
    cluster
        .administrator()
        .create(
            quotas,
            new KubeObject(
                Map.of(
                    "metadata", Map.of("name", "team"),
                    "spec", Map.of("hard", Map.of("count/workflows.argoproj.io", "0")))));
    try {
      assertThat(awaitRefusal())
          .contains("quota team leaves no room", "limited: count/workflows.argoproj.io=0");
    } finally {
      delete(quotas + "/team");
    }
  }

  @Test
  void aPolicyIsNamedWithItsReason() {
    String name = cluster.namespace();
    Map<String, Object> rule =
        Map.of(
            "apiGroups", List.of("argoproj.io"),
            "apiVersions", List.of("*"),
            "operations", List.of("CREATE"),
            "resources", List.of("workflows"));
    KubeApi admin = cluster.administrator();
    admin.create(
        POLICIES + "policies",
        new KubeObject(
            Map.of(
                "metadata", Map.of("name", name),
                "spec",
                    Map.of(
                        "matchConstraints", Map.of("resourceRules", List.of(rule)),
                        "validations",
                            List.of(
                                Map.of("expression", "false", "message", "no runs on Sundays"))))));
    admin.create(
        POLICIES + "policybindings",
        new KubeObject(
            Map.of(
                "metadata", Map.of("name", name),
                "spec",
                    Map.of(
                        "policyName", name,
                        "validationActions", List.of("Deny"),
                        "matchResources",
                            Map.of(
                                "namespaceSelector",
                                Map.of(
                                    "matchLabels",
                                    Map.of("kubernetes.io/metadata.name", name)))))));
    try {
      assertThat(awaitRefusal()).contains("A rule of the cluster (" + name, "no runs on Sundays");
    } finally {
      delete(POLICIES + "policybindings/" + name);
      delete(POLICIES + "policies/" + name);
    }
  }

  @Test
  void aWebhookIsNamedWithItsReason() throws Exception {
    try (AdmissionHook _ = AdmissionHook.in(cluster, folder)) {
      assertThat(awaitRefusal())
          .contains("A rule of the cluster (" + AdmissionHook.NAME, AdmissionHook.REASON)
          .contains("ask the cluster's administrator");
    }
  }

  private void delete(String path) {
    try {
      cluster.administrator().delete(path);
    } catch (KubeException.Unanswered e) {
      throw new AssertionError(path + " is left behind", e);
    }
  }
}
