package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.argo.compile.GeneratedPlans;
import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.compile.TaskNames;
import io.jupyterflow.argo.compile.WorkflowCompiler;
import io.jupyterflow.argo.submit.WorkflowSubmission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Compiled plans on a real API server, controller and kubelet.
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before each class
class CompiledOnClusterTest extends WrittenPlans {

  private static final long SEED = new Random().nextLong();

  @AutoClose private RealCluster cluster;

  @BeforeAll
  void open() {
    cluster = RealCluster.open();
  }

  private Environment environment() {
    return SomeEnvironment.in(cluster.namespace());
  }

  private String submit(Plan plan) {
    return submit(plan, environment());
  }

  private String submit(Plan plan, Environment environment) {
    return new WorkflowSubmission(cluster.api(), new Random())
        .prepare(plan, environment, SubmitOptions.DEFAULT)
        .send()
        .name();
  }

  @Test
  void theServerAcceptsEveryShapeWithStrictValidation() {
    Random random = new Random(SEED);
    int accepted = 0;
    for (int size :
        new int[] {1, 2, 5, 40, 201, 201, 201, 201, 1_000, 1_000, 1_000, 3_000, 3_000}) {
      Plan plan = GeneratedPlans.of(random.nextLong(), size);
      if (!WorkflowCompiler.check(plan, environment()).isEmpty()) {
        continue; // a tangle with more edges than fit
      }
      KubeObject workflow =
          WorkflowCompiler.compile(
                  plan, environment(), SubmitOptions.DEFAULT, "dry-22222", "dry-22222-s")
              .workflow();
      KubeObject made =
          cluster
              .api()
              .create(cluster.workflows() + "?dryRun=All&fieldValidation=Strict", workflow);
      assertThat(made.name()).as("seed %s, %s jobs", SEED, size).isEqualTo("dry-22222");
      accepted++;
    }
    assertThat(accepted).as("seed %s", SEED).isGreaterThan(8);
    List<Job> jobs = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 1; i < 3_000; i++) {
      jobs.add(exec("train-" + i, List.of("python", "train.py", "epoch=" + i, "dropout=0.5")));
      all.add("train-" + i);
    }
    jobs.add(Job.of("report", new io.jupyterflow.core.plan.Command.Shell("true"), all));
    Plan sweep = new Plan("sweep", jobs);
    assertThat(WorkflowCompiler.check(sweep, environment())).isEmpty();
    assertThat(
            cluster
                .api()
                .create(
                    cluster.workflows() + "?dryRun=All&fieldValidation=Strict",
                    WorkflowCompiler.compile(
                            sweep, environment(), SubmitOptions.DEFAULT, "dry-33333", "dry-33333-s")
                        .workflow())
                .name())
        .isEqualTo("dry-33333");
  }

  @Test
  void wordsArriveByteForByte() throws IOException {
    List<String> words =
        List.of(
            "",
            "a b",
            "'\"\\`",
            "$HOME $(HOME) $$ $(id) `id` $$(HOME)",
            "{{x}} {{ {{{ }}} {{workflow.name}} {{=1+1}} {{inputs.parameters.patch}}",
            "line\nbreak\ttab\rreturn\u0001\u0007\u000b\u007f",
            "한글 이름 é ß Ω",
            "🐍 🧿 \u200b \u2028 \ue000",
            "<a&b>",
            "-n",
            "x".repeat(100_000));
    List<String> argv = new ArrayList<>(List.of("printf", "<%s>"));
    argv.addAll(words);
    StringBuilder expected = new StringBuilder();
    words.forEach(word -> expected.append('<').append(word).append('>'));

    String id = submit(plan(exec("words", argv)));

    assertThat(cluster.finish(id).text("status", "phase")).isEqualTo("Succeeded");
    assertThat(cluster.output(id)).isEqualTo(expected.toString());
  }

  @Test
  void variablesArriveByteForByte() throws IOException {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("PLAIN", "a $HOME $(PATH) {{x}} 한글 \"q\"");
    env.put("MY_TOKEN", "s3cret $(PATH) {{y}}");
    Job job =
        shell("env", "printf '<%s>' \"$PLAIN\" \"$MY_TOKEN\" \"$TAGGED\" \"$JUPYTERFLOW_JOB\"");
    Job with = job.withEnv(env);

    String id =
        submit(
            new Plan("env", List.of(with)),
            SomeEnvironment.in(cluster.namespace(), "TAGGED", "{{z}}"));

    assertThat(cluster.finish(id).text("status", "phase")).isEqualTo("Succeeded");
    assertThat(cluster.output(id))
        .isEqualTo("<a $HOME $(PATH) {{x}} 한글 \"q\"><s3cret $(PATH) {{y}}><{{z}}><env>");
    assertThat(cluster.api().get(cluster.workflows() + "/" + id).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void aBuiltinsNameIsAProgram() throws IOException {
    String id = submit(plan(exec("echo", List.of("echo", "-e", "a"))));

    cluster.finish(id);
    assertThat(cluster.output(id)).isEqualTo("a\n");
  }

  @Test
  void memoryGrowsAfterALackOfItAndOnlyStatedCausesAreRetried() throws IOException {
    Job growing =
        retried(
                shell("growing", "echo attempt $JUPYTERFLOW_ATTEMPT; exit 3"),
                new Retries(
                    2, Set.of(RetryCause.FAILED), Duration.ofSeconds(1), BigDecimal.valueOf(2)))
            .withResources(new Resources(null, 64L << 20, null));
    Job other = retried(shell("other", "exit 4"), times(2, RetryCause.OOM, RetryCause.TIMEOUT));
    Job oom =
        retried(
                exec("oom", List.of("python3", "-c", "x = bytearray(80 << 20); print('fits')")),
                new Retries(3, Set.of(RetryCause.OOM), Duration.ZERO, BigDecimal.valueOf(2)))
            .withResources(new Resources(null, 40L << 20, null));
    Job late =
        limited(
            retried(shell("late", "sleep 300"), times(1, RetryCause.TIMEOUT)),
            Duration.ofSeconds(3));

    String id = submit(plan(growing, other, oom, late));
    KubeObject workflow = cluster.finish(id);

    Map<String, Integer> attempts = new HashMap<>();
    for (KubeObject node : nodes(workflow)) {
      if (node.text("type").equals("Pod")) {
        attempts.merge(node.text("displayName").replaceAll("\\(.*", ""), 1, Integer::sum);
      }
    }
    assertThat(attempts)
        .as(
            nodes(workflow).stream()
                .map(n -> n.text("displayName") + ": " + n.text("message"))
                .toList()
                .toString())
        .containsEntry("growing", 3)
        .containsEntry("other", 1)
        .containsEntry("oom", 3)
        .containsEntry("late", 2);
    List<String> limits = new ArrayList<>();
    for (KubeObject pod : cluster.pods(id)) {
      for (KubeObject container : pod.objects("spec", "containers")) {
        if (container.text("name").equals("main")) {
          limits.add(container.text("resources", "limits", "memory"));
        }
      }
    }
    assertThat(limits)
        .as("memory grows after a lack of it alone")
        .containsOnlyOnce("41943040", "83886080", "167772160")
        .doesNotContain("134217728", "268435456");
    assertThat(limits).filteredOn("67108864"::equals).hasSize(3);
    assertThat(cluster.output(id)).contains("attempt 1", "attempt 2", "attempt 3", "fits");
  }

  @Test
  void aSplitPlanRunsAndSkipsWhatThePlanSays() {
    // a tangle: every train needs prep, every eval its train and data, half of them a job that
    // fails
    List<Job> jobs = new ArrayList<>();
    jobs.add(shell("prep", "true"));
    jobs.add(shell("data", "true"));
    jobs.add(shell("bad", "exit 3"));
    List<String> evals = new ArrayList<>();
    for (int i = 1; i <= 70; i++) {
      boolean isRun = i % 35 == 0;
      jobs.add(shell("train-" + i, "true", isRun ? "prep" : "bad"));
      jobs.add(shell("eval-" + i, "true", "train-" + i, "data"));
      jobs.add(shell("plot-" + i, "true", "eval-" + i));
      evals.add("plot-" + i);
    }
    jobs.add(Job.of("report", new io.jupyterflow.core.plan.Command.Shell("true"), evals));
    Plan plan = new Plan("tangle", jobs);

    KubeObject workflow = cluster.finish(submit(plan));

    Map<String, String> phases = new HashMap<>();
    TaskNames names = TaskNames.of(plan);
    for (KubeObject node : nodes(workflow)) {
      names.job(node.text("displayName")).ifPresent(job -> phases.put(job, node.text("phase")));
    }
    assertThat(workflow.text("status", "phase")).isEqualTo("Failed");
    Set<String> succeeded = new HashSet<>();
    phases.forEach((job, phase) -> {
      if (phase.equals("Succeeded")) {
        succeeded.add(job);
      }
    });
    assertThat(succeeded)
        .containsExactlyInAnyOrder(
            "prep", "data", "train-35", "eval-35", "plot-35", "train-70", "eval-70", "plot-70");
    assertThat(phases).containsEntry("bad", "Failed");
    assertThat(phases.getOrDefault("report", "Omitted")).isEqualTo("Omitted");
  }

  @Test
  void refusalsNameWhatIsMissing() {
    assertThatThrownBy(
            () -> submit(plan(shell("a", "true")), SomeEnvironment.in("jf-no-such-namespace")))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .hasMessageContaining("jf-no-such-namespace");
  }

  private static List<KubeObject> nodes(KubeObject workflow) {
    List<KubeObject> nodes = new ArrayList<>();
    for (String key : workflow.object("status", "nodes").tree().keySet()) {
      nodes.add(workflow.object("status", "nodes", key));
    }
    return nodes;
  }
}
