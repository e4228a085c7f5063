package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.engine.ArgoEngine;
import io.jupyterflow.argo.engine.CallerContext;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.OptimisticUpdate;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that a real cluster refuses, lets wait, or ends: what stood in the way, and what to do. All
/// of them are started before the first is asked for.
@Tag("cluster")
class AdviceOnClusterTest extends WrittenPlans {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ABSENT = "localhost/nobody/nothing:1";
  private static final String NODE = "jf-advice-gpu";
  private static final String GPU = "nvidia.com/gpu";

  @TempDir static Path folder;

  private static RealCluster cluster;
  private static RealCluster restricted;
  private static Engine engine;
  private static Engine administrators;

  @BeforeAll
  static void start() {
    cluster = RealCluster.open();
    restricted = RealCluster.open();
    KubeApi admin = cluster.administrator();
    Map<String, Object> range =
        Map.of(
            "type", "Container",
            "max", Map.of("memory", "600Mi"),
            "default", Map.of("memory", "500Mi"),
            "defaultRequest", Map.of("memory", "10Mi"));
    admin.create(
        "/api/v1/namespaces/" + cluster.namespace() + "/limitranges",
        new KubeObject(
            Map.of(
                "metadata", Map.of("name", "small"),
                "spec", Map.of("limits", List.of(range)))));
    String space = "/api/v1/namespaces/" + restricted.namespace();
    KubeObject metadata = admin.get(space).object("metadata");
    Map<String, Object> labels = new HashMap<>(metadata.object("labels").tree());
    labels.put("pod-security.kubernetes.io/enforce", "restricted");
    admin.replace(space, admin.get(space).with("metadata", metadata.with("labels", labels).tree()));

    engine = engine(cluster, cluster.single());
    administrators = engine(cluster, cluster.administrator());
    run("over", memory(shell("a", "true"), 2048));
    run("again", retried(memory(shell("a", "true"), 2048), times(1)));
    run("oom", memory(shell("a", "python3 -c 'x = bytearray(900000000)'"), 400));
    run("slow", limited(shell("a", "echo begun; sleep 600"), Duration.ofSeconds(8)));
    run("gpu", shell("a", "true").withResources(new Resources(null, null, 1)));
    run(
        "killed",
        shell("a", "python3 -c 'import json; json.loads(\"{\")'; echo on; kill -9 $$; sleep 9"));
    run("fine", shell("a", "sleep 2"));
    submit(engine, "late", image(ABSENT), limited(shell("a", "true"), Duration.ofSeconds(12)));
    submit(
        engine(restricted, restricted.single()),
        "level",
        SomeEnvironment.in(restricted.namespace()),
        shell("a", "true"));
  }

  @AfterAll
  static void remove() {
    cluster.close();
    restricted.close();
  }

  private static Engine engine(RealCluster of, KubeApi api) {
    Environment environment = SomeEnvironment.in(of.namespace());
    return new ArgoEngine(
        api, new CallerContext(of.namespace(), folder, () -> environment), Clock.systemUTC());
  }

  private static Job memory(Job job, int mebibytes) {
    return job.withResources(new Resources(null, (long) mebibytes << 20, null));
  }

  private static Environment image(String image) {
    Environment of = SomeEnvironment.in(cluster.namespace());
    PodEnvironment argo = (PodEnvironment) of.engine();
    return EnvironmentBuilder.from(of)
        .engine(
            PodEnvironmentBuilder.from(argo)
                .container(argo.container().with("image", image))
                .build())
        .build();
  }

  private static void run(String id, Job job) {
    submit(engine, id, SomeEnvironment.in(cluster.namespace()), job);
  }

  private static void submit(Engine engine, String id, Environment environment, Job job) {
    engine.prepare(plan(job), environment, SubmitOptionsBuilder.named(id)).submit();
  }

  private static Explanation why(Engine engine, String id, Predicate<Explanation> wanted) {
    return Until.answers("the explanation of " + id, PATIENCE, () -> engine.explain(id), wanted);
  }

  private static Explanation end(String id) {
    Engine of = id.equals("level") ? engine(restricted, restricted.single()) : engine;
    why(of, id, any -> of.run(id).state().isTerminal());
    return of.explain(id); // the one before may be of a moment earlier
  }

  private static Attempt attempt(String id) {
    JobSnapshot job = engine.run(id).jobs().getFirst();
    return job.attempts().getLast();
  }

  @Test
  void limitsOfTheNamespaceAreNamed() {
    for (String id : List.of("over", "again")) {
      Explanation why = end(id);
      assertThat(why.cause())
          .contains("allows a job at most 600Mi of memory, and it asks for 2 GiB");
      assertThat(why.fix().toString())
          .contains("Ask for at most 600Mi: --memory 600Mi")
          .contains("LimitRange");
      assertThat(attempt(id).neverBegan()).isTrue();
    }
    assertThat(engine.run("again").jobs().getFirst().attempts()).hasSize(2);
  }

  @Test
  void adviceGoesNoFurtherThanWhatANamespaceAllows() {
    assertThat(end("oom").fix().toString())
        .contains("--memory 600Mi", "LimitRange")
        .doesNotContain("800Mi");
  }

  @Test
  void aLevelOfPodSecurityIsNamed() {
    Explanation why = end("level");
    assertThat(why.cause())
        .contains("the namespace's Pod Security level restricted refuses it")
        .contains("runAsNonRoot != true");
    assertThat(why.fix().toString()).contains("<run-doctor>").doesNotContain("by hand");
  }

  @Test
  void anImageThatDidNotComeWithinTheTimeoutIsNamed() {
    Explanation why = end("late");
    assertThat(why.cause())
        .contains("did not begin within its timeout of 12 s")
        .contains("its image " + ABSENT + " can't be fetched");
    assertThat(why.fix().toString()).doesNotContain("more time");
    assertThat(attempt("late").startedAt()).isNull();
    assertThat(attempt("late").waited().orElseThrow()).isGreaterThan(Duration.ofSeconds(10));
  }

  @Test
  void aTimeoutIsExplained() {
    Explanation why = end("slow");
    assertThat(why.cause()).contains("ran longer than its timeout of 8 s");
    assertThat(why.fix().toString()).contains("--timeout");
  }

  @Test
  void theTimeOfAJobIsItsOwn() {
    end("fine");
    Attempt attempt = attempt("fine");
    Instant begun = attempt.startedAt();
    Instant ended = attempt.finishedAt();
    assertThat(begun).isNotNull().isAfterOrEqualTo(attempt.queuedAt());
    assertThat(Duration.between(begun, ended))
        .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    KubeObject main =
        cluster.pods("fine").getFirst().objects("status", "containerStatuses").stream()
            .filter(each -> each.text("name").equals("main"))
            .findFirst()
            .orElseThrow();
    assertThat(begun).hasToString(main.text("state", "terminated", "startedAt"));
    RunSnapshot run = engine.run("fine");
    assertThat(run.startedAt()).isEqualTo(begun);
  }

  @Test
  void aKilledJobIsExplainedWithTheErrorBefore() {
    assertThat(end("killed").cause())
        .contains("was killed (SIGKILL), and the cluster saw no lack of memory")
        .contains("An error was printed before that: ")
        .contains("JSONDecodeError");
  }

  @Test
  void missingGpusAndTaintedGpusAreDistinguished() {
    assertThat(
            why(administrators, "gpu", why -> why.cause().contains("can't begin")).fix().toString())
        .contains("No machine of the cluster has one (nvidia.com/gpu)")
        .doesNotContain("Wait until");

    KubeApi admin = cluster.administrator();
    try {
      KubeObject made = admin.create("/api/v1/nodes", node());
      String path = "/api/v1/nodes/" + NODE;
      // its controllers write to it from the first
      OptimisticUpdate.apply(
          admin, path + "/status", made, () -> admin.get(path), AdviceOnClusterTest::alive);
      String kept = "kept by the taint team=vision";
      assertThat(
              why(administrators, "gpu", why -> why.fix().toString().contains(kept))
                  .fix()
                  .toString())
          .contains("profile", "tolerations: [{key: team, operator: Exists}]");
      assertThat(
              why(engine, "gpu", why -> why.cause().contains("kept for others")).fix().toString())
          .as("who may see no machines")
          .contains("taint", "profile", "administrator");
      assertThat(
              administrators
                  .prepare(
                      plan(shell("b", "true").withResources(new Resources(null, null, 1))),
                      SomeEnvironment.in(cluster.namespace()),
                      SubmitOptions.DEFAULT)
                  .problems())
          .extracting(Problem::code)
          .containsExactly("kept-gpus");
    } finally {
      delete("/api/v1/nodes/" + NODE);
    }
  }

  private static KubeObject node() {
    Map<String, Object> taint = Map.of("key", "team", "value", "vision", "effect", "NoSchedule");
    return new KubeObject(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Node",
            "metadata",
            Map.of("name", NODE, "labels", Map.of("kubernetes.io/hostname", NODE)),
            "spec",
            Map.of("taints", List.of(taint))));
  }

  /// A node as its kubelet would keep it: it is taken for dead in less than a minute.
  private static KubeObject alive(KubeObject node) {
    Map<String, String> room = Map.of("cpu", "8", "memory", "32Gi", "pods", "9", GPU, "1");
    Map<String, Object> ready =
        Map.of(
            "type", "Ready",
            "status", "True",
            "reason", "KubeletReady",
            "lastHeartbeatTime", Instant.now().toString(),
            "lastTransitionTime", Instant.now().toString());
    return node.with(
        "status", Map.of("capacity", room, "allocatable", room, "conditions", List.of(ready)));
  }

  private static void delete(String path) {
    try {
      cluster.administrator().delete(path);
    } catch (KubeException.Unanswered e) {
      throw new AssertionError(path + " is left behind", e);
    }
  }
}
