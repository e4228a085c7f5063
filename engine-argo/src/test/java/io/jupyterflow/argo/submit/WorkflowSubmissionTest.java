package io.jupyterflow.argo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.argo.compile.RunNames;
import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.Retrying;
import io.jupyterflow.kubernetes.fake.Between;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WorkflowSubmissionTest extends WrittenPlans {

  private static final long SEED = new Random().nextLong();
  private static final String NAMESPACE = "/namespaces/jupyterhub/";
  private static final String WORKFLOWS = "/apis/argoproj.io/v1alpha1" + NAMESPACE + "workflows/";
  private static final String SECRETS = "/api/v1" + NAMESPACE + "secrets";

  private final FakeCluster server = new FakeCluster("jupyterhub");
  private final Environment secret = SomeEnvironment.with(Map.of("API_TOKEN", "s3cret"));

  private static SubmitOptions named(String id) {
    return SubmitOptionsBuilder.named(id);
  }

  private static WorkflowSubmission over(KubeApi api) {
    return new WorkflowSubmission(new Retrying(api, time -> {}), new Random(SEED));
  }

  @Test
  void aBadLineMakesExactlyOneRunForAnId() {
    Random random = new Random(SEED);
    try (ExecutorService late = Executors.newVirtualThreadPerTaskExecutor()) {
      WorkflowSubmission submission = over(new FaultyApi(server, random, late));
      for (int i = 0; i < 1_000; i++) {
        untilKnown(submission, "run-" + i);
      }
    }

    assertThat(server.made()).as("seed %s", SEED).isEqualTo(2_000);
    for (int i = 0; i < 1_000; i++) {
      hasStarted(server, "run-" + i);
    }
  }

  /// The run goes on, and has the Secret it owns by the name it asks for.
  private static void hasStarted(FakeCluster server, String id) {
    KubeObject workflow = server.get(WORKFLOWS + id);
    assertThat(workflow.has("spec", "suspend")).as("%s, seed %s", id, SEED).isFalse();
    assertThat(workflow.has("metadata", "annotations", WorkflowLabels.AWAITED)).isFalse();
    String name =
        workflow
            .object("spec")
            .objects("templates")
            .getLast()
            .objects("container", "env")
            .getFirst()
            .text("valueFrom", "secretKeyRef", "name");
    KubeObject secret = server.find(SECRETS + "/" + name).orElseThrow();
    assertThat(secret.text("stringData", "API_TOKEN")).isEqualTo("s3cret");
    assertThat(secret.objects("metadata", "ownerReferences").getFirst().text("uid"))
        .isEqualTo(workflow.text("metadata", "uid"));
  }

  private void untilKnown(WorkflowSubmission submission, String id) {
    while (true) {
      try {
        submission.prepare(plan(shell("a", "true")), secret, named(id)).send();
        return;
      } catch (JupyterFlowException.Unreachable again) {
        assertThat(again).asString().contains("--id " + id);
      }
    }
  }

  private static Between killedAt(int last) {
    return Between.failing(last, new IllegalStateException("killed"));
  }

  @Test
  void whereverASubmitterDiesTheNextOneCompletesItsRun() {
    for (int last = 0; last < 3; last++) {
      for (boolean isAnswered : new boolean[] {true, false}) {
        FakeCluster fresh = new FakeCluster("jupyterhub");
        KubeApi dying =
            isAnswered
                ? Between.of(fresh, killedAt(last), Between.NOTHING)
                : Between.of(fresh, Between.NOTHING, killedAt(last));
        Plan plan = plan(shell("a", "true"));
        assertThatThrownBy(() ->
                new WorkflowSubmission(dying, new Random())
                    .prepare(plan, secret, named("x"))
                    .send())
            .hasMessage("killed");
        boolean isSent = fresh.find(WORKFLOWS + "x").isPresent();
        assertThat(isSent).isEqualTo(last > 0 || !isAnswered);
        boolean isResumed = last == 2 && !isAnswered;
        assertThat(!isSent || fresh.get(WORKFLOWS + "x").isTrue("spec", "suspend"))
            .isEqualTo(!isResumed);

        // another process: it draws another name, and takes the one that is there
        new WorkflowSubmission(new Retrying(fresh, time -> {}), new Random())
            .prepare(plan, secret, named("x"))
            .send();

        hasStarted(fresh, "x");
        assertThat(fresh.made()).isEqualTo(2);
      }
    }
  }

  @Test
  void twoAtTheSameTimeBringOneSecret() {
    for (int last = 0; last < 3; last++) {
      FakeCluster fresh = new FakeCluster("jupyterhub");
      int then = last;
      Plan plan = plan(shell("a", "true"));
      Between another =
          call -> {
            if (call == then) {
              new WorkflowSubmission(fresh, new Random()).prepare(plan, secret, named("x")).send();
            }
          };

      new WorkflowSubmission(Between.of(fresh, another, Between.NOTHING), new Random())
          .prepare(plan, secret, named("x"))
          .send();

      hasStarted(fresh, "x");
      assertThat(fresh.made()).as("before call %s", last).isEqualTo(2);
    }
  }

  @Test
  void remainsOfAnEarlierRunWithTheIdAreReplaced() {
    Plan plan = plan(shell("a", "true"));
    over(server).prepare(plan, secret, named("x")).send();
    // without its Secret: that goes when the cluster gets round to it
    server.removeAlone(WORKFLOWS + "x");

    new WorkflowSubmission(server, new Random(SEED + 1)).prepare(plan, secret, named("x")).send();

    hasStarted(server, "x");
    assertThat(server.all(SECRETS)).hasSize(2);
  }

  @Test
  void theSecretOfARerunHasAllValues() {
    Job first = shell("first", "true").withEnv(Map.of("FIRST_TOKEN", "1st"));
    Job second = shell("second", "true").withEnv(Map.of("SECOND_TOKEN", "2nd"));
    SubmitOptions rerun =
        SubmitOptionsBuilder.defaults().id("x").reusing("parent", "first").build();
    for (boolean isRerunFirst : new boolean[] {true, false}) {
      FakeCluster fresh = new FakeCluster("jupyterhub");
      KubeApi dying = Between.of(fresh, killedAt(1), Between.NOTHING);
      Environment plain = SomeEnvironment.withHome();
      assertThatThrownBy(() ->
              new WorkflowSubmission(dying, new Random())
                  .prepare(plan(first, second), plain, isRerunFirst ? rerun : named("x"))
                  .send())
          .hasMessage("killed");

      over(fresh).prepare(plan(first, second), plain, isRerunFirst ? named("x") : rerun).send();

      assertThat(fresh.get(WORKFLOWS + "x").has("spec", "suspend")).isFalse();
      assertThat(fresh.all(SECRETS).stream().map(object -> object.texts("stringData")))
          .containsExactly(Map.of("first.FIRST_TOKEN", "1st", "second.SECOND_TOKEN", "2nd"));
    }
  }

  @Test
  void aConflictOverAQuotaIsNotTakenForASecretThatIsThere() {
    int[] conflicts = {2};
    KubeApi counting =
        Between.of(
            server,
            call -> {
              if (call > 0 && conflicts[0]-- > 0) {
                throw FakeCluster.answer(
                    409,
                    "Conflict",
                    "Operation cannot be fulfilled on resourcequotas \"team\": the object has been"
                        + " modified");
              }
            },
            Between.NOTHING);

    new WorkflowSubmission(counting, new Random())
        .prepare(plan(shell("a", "true")), secret, named("x"))
        .send();

    hasStarted(server, "x");
  }

  @Test
  void withoutSecretsItIsOneCall() {
    over(server).prepare(plan(shell("a", "true")), SomeEnvironment.withHome(), named("x")).send();

    assertThat(server.made()).isEqualTo(1);
    assertThat(server.get(WORKFLOWS + "x").has("spec", "suspend")).isFalse();
  }

  /// A Secret's name is drawn for each Workflow that is compiled.
  @Test
  void aWorkflowIsSentAsItWasMeasured() {
    int[] compiled = {0};
    RandomGenerator names =
        () -> {
          compiled[0]++;
          return 7;
        };
    PreparedWorkflow prepared =
        new WorkflowSubmission(server, names).prepare(plan(shell("a", "true")), secret, named("x"));
    assertThat(compiled[0]).isZero();

    assertThat(prepared.problems()).isEmpty();
    prepared.send();

    hasStarted(server, "x");
    assertThat(compiled[0]).isEqualTo(1);
  }

  @Test
  void anIdThatIsTakenIsDrawnAgain() {
    Random random = new Random(SEED);
    server.create(
        WORKFLOWS.substring(0, WORKFLOWS.length() - 1),
        new KubeObject(Map.of("metadata", Map.of("name", RunNames.next("contract", random)))));

    KubeObject kept =
        new WorkflowSubmission(server, new Random(SEED))
            .prepare(plan(shell("a", "true")), secret, SubmitOptions.DEFAULT)
            .send();

    hasStarted(server, kept.name());
  }

  @Test
  void anIdOfAnotherPlanOrThingIsRefused() {
    over(server).prepare(plan(shell("a", "true")), secret, named("x")).send();
    assertThatThrownBy(
            () -> over(server).prepare(plan(shell("a", "false")), secret, named("x")).send())
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("'x' belongs to a run of another plan");

    server.create(
        WORKFLOWS.substring(0, WORKFLOWS.length() - 1),
        new KubeObject(Map.of("metadata", Map.of("name", "theirs"))));
    assertThatThrownBy(
            () -> over(server).prepare(plan(shell("a", "true")), secret, named("theirs")).send())
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("that JupyterFlow did not start");
    assertThatThrownBy(
            () -> over(server).prepare(plan(shell("a", "true")), secret, named("A_b")).send())
        .isInstanceOf(JupyterFlowException.Usage.class);
  }

  @Test
  void aRunWhoseSecretIsRefusedLeavesNothing() {
    RuntimeException refusal =
        FakeCluster.answer(
            403,
            "Forbidden",
            "secrets is forbidden: User \"system:serviceaccount:hub:user\" cannot create"
                + " resource \"secrets\" in API group \"\" in the namespace \"hub\"");
    KubeApi without = Between.of(server, Between.failing(1, refusal), Between.NOTHING);

    assertThatThrownBy(
            () -> over(without).prepare(plan(shell("a", "true")), secret, named("x")).send())
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("may not create secrets in the namespace hub");
    assertThat(server.find(WORKFLOWS + "x")).isEmpty();
  }

  @Test
  void everyRefusalSaysWhatIsMissing() {
    Map<KubeException, List<String>> cases =
        Map.ofEntries(
            Map.entry(
                answered(404, "the server could not find the requested resource"),
                List.of("has no Argo Workflows", "<use-this-machine>")),
            Map.entry(
                answered(404, "namespaces \"lab\" not found"),
                List.of("no namespace 'lab'", "--namespace")),
            Map.entry(
                answered(
                    403,
                    "workflows.argoproj.io is forbidden: User \"u\" cannot create resource"
                        + " \"workflows\" in API group \"argoproj.io\" in the namespace \"lab\""),
                List.of(
                    "u may not create workflows.argoproj.io in the namespace lab", "verb create")),
            Map.entry(
                answered(
                    403,
                    "workflows.argoproj.io \"x\" is forbidden: exceeded quota: team, requested:"
                        + " count/workflows.argoproj.io=1, used: 5, limited: 5"),
                List.of("quota team", "used: 5, limited: 5", "<delete-run>")),
            Map.entry(
                answered(
                    400,
                    "admission webhook \"policy.example\" denied the request: image not allowed"),
                List.of("policy.example", "image not allowed")),
            Map.entry(
                answered(
                    422,
                    "workflows \"x\" is forbidden: ValidatingAdmissionPolicy 'own-volumes' with"
                        + " binding 'b' denied request: not your volume"),
                List.of("own-volumes", "not your volume")),
            Map.entry(
                answered(400, "strict decoding error: unknown field \"spec.podGC.x\""),
                List.of("unknown field \"spec.podGC.x\"", "<run-doctor>")),
            Map.entry(answered(500, "etcdserver: request is too large"), List.of("is too large")),
            Map.entry(
                answered(413, "Request entity too large: limit is 3145728"),
                List.of("is too large")),
            Map.entry(answered(401, "Unauthorized"), List.of("does not know who asks")));
    cases.forEach((e, words) ->
        assertThat(KubeErrors.of("starting the run x", e))
            .isInstanceOf(JupyterFlowException.Refused.class)
            .asString()
            .contains(words.toArray(CharSequence[]::new))
            .contains("starting the run x"));
    assertThat(
            KubeErrors.of(
                "starting the run x",
                new KubeException.Unanswered("POST /x", new IOException("no route"))))
        .isInstanceOf(JupyterFlowException.Unreachable.class)
        .asString()
        .contains("no route", "try again, which is safe");
  }

  private static KubeException answered(int code, String message) {
    return FakeCluster.answer(code, "", message);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    List<Duration> waits = new ArrayList<>();
    int[] calls = {0};
    KubeApi busy =
        (KubeApi)
            Proxy.newProxyInstance(
                KubeApi.class.getClassLoader(),
                new Class<?>[] {KubeApi.class},
                (proxy, method, arguments) -> {
                  calls[0]++;
                  throw new KubeException.Answered(
                      429, calls[0] == 1 ? 7 : 0, KubeObject.EMPTY, "x");
                });

    assertThatThrownBy(() -> new Retrying(busy, waits::add).get("/x"))
        .isInstanceOf(KubeException.Answered.class);
    assertThat(waits).hasSize(5).startsWith(Duration.ofSeconds(7));
    assertThat(waits.get(4)).isGreaterThan(waits.get(2));
  }
}
