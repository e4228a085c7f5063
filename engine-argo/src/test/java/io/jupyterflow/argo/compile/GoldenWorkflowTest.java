package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.YamlText;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whole Workflows, as they are sent. `GOLDEN_UPDATE=1` in the environment writes them anew.
class GoldenWorkflowTest extends WrittenPlans {

  private static final Path FOLDER = Path.of("src/test/resources/io/jupyterflow/argo/compile");

  private static void holds(String name, Plan plan, Environment environment, SubmitOptions options)
      throws IOException {
    CompiledWorkflow compiled =
        WorkflowCompiler.compile(
            plan, environment, options, "train-7f3k2", "train-7f3k2-0123456789abcdef");
    String text = YamlText.of(compiled.workflow().tree());
    if (compiled.secret() != null) {
      text += YamlText.inStream(compiled.secret().tree());
    }
    // what is packed is tested where it is unpacked
    text =
        text.replaceAll("(jupyterflow.dev/plan): .*", "$1: …")
            .replaceAll("(?m)(NOTEBOOK_RUNNER\\n +value): .*", "$1: …");
    Path file = FOLDER.resolve(name + ".yaml");
    if (System.getenv("GOLDEN_UPDATE") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  private static SubmitOptions options(boolean failFast) {
    return SubmitOptionsBuilder.defaults().width(4).failFast(failFast).build();
  }

  @Test
  void oneJob() throws IOException {
    holds(
        "one", plan(exec("a", List.of("python", "a.py"))), SomeEnvironment.bare(), options(false));
  }

  @Test
  void aSweepWithAFanIn() throws IOException {
    List<Job> jobs = new ArrayList<>();
    jobs.add(exec("prep", List.of("python", "prep.py", "$HOME", "{{x}}")));
    List<String> prep = List.of("prep");
    for (int i = 1; i <= 3; i++) {
      jobs.add(
          Job.of("train-" + i, new Command.Exec(List.of("python", "train.py", "i=" + i)), prep)
              .withResources(new Resources(BigDecimal.ONE, 2L << 30, 1)));
    }
    jobs.add(shell("보고", "cat *.txt", "train-1", "train-2", "train-3"));
    holds("sweep", new Plan("train", jobs), SomeEnvironment.withHome(), options(false));
  }

  @Test
  void groupsJoinThroughATask() throws IOException {
    List<Job> jobs = new ArrayList<>();
    List<String> first = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      jobs.add(exec("a" + i, List.of("a")));
      first.add("a" + i);
    }
    List<String> shared = List.copyOf(first);
    for (int i = 1; i <= 5; i++) {
      jobs.add(Job.of("b" + i, new Command.Exec(List.of("b")), shared));
    }
    holds("groups", new Plan("groups", jobs), SomeEnvironment.bare(), options(false));
  }

  @Test
  void retriesTimeoutsAndGrowingMemory() throws IOException {
    Job growing =
        retried(
                exec("growing", List.of("a")),
                new Retries(
                    2, Set.of(RetryCause.OOM), Duration.ofSeconds(30), new BigDecimal("1.5")))
            .withResources(new Resources(null, 1L << 30, null));
    holds(
        "retries",
        plan(growing, limited(exec("late", List.of("b"), "growing"), Duration.ofMillis(90_500))),
        SomeEnvironment.withHome(),
        options(true));
  }

  @Test
  void aNotebookAndSecrets() throws IOException {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("SEED", "7");
    env.put("DB_PASSWORD", "hunter2");
    env.put("NODE", "mine");
    Job report =
        Job.of(
            "report",
            new Command.Notebook("python3", "nb/report.ipynb", List.of("x=1")),
            List.of());
    Job with = report.withEnv(env);
    holds(
        "notebook",
        new Plan("report", List.of(with)),
        SomeEnvironment.with(Map.of("API_TOKEN", "s3cret")),
        options(false));
  }

  @Test
  void rerunsLeaveOutWhatIsReused() throws IOException {
    holds(
        "rerun",
        plan(exec("a", List.of("a")), exec("b", List.of("b"), "a")),
        SomeEnvironment.bare(),
        SubmitOptionsBuilder.defaults().reusing("train-22222", "a").build());
  }

  @Test
  void shownWorkflowsHaveNoSecrets() {
    Plan plan = plan(exec("a", List.of("a", "--password=hunter2")));
    String shown =
        JsonText.line(
            WorkflowCompiler.render(
                plan, SomeEnvironment.with(Map.of("API_TOKEN", "s3cret")), SubmitOptions.DEFAULT));

    assertThat(shown)
        .contains("\"kind\":\"Workflow\"", "\"kind\":\"Secret\"", "***", "--password=***")
        .doesNotContain("s3cret", "hunter2");
  }

  @Test
  void aJobsVariableWithASecretValueTravelsInTheSecret() {
    Job job =
        exec("a", List.of("a"))
            .withEnv(
                Map.of("DATABASE_URL", "postgres://u:hunter2@h/db", "URL", "postgres://u@h/db"));
    CompiledWorkflow compiled =
        WorkflowCompiler.compile(
            plan(job), SomeEnvironment.bare(), SubmitOptions.DEFAULT, "a-22222", "a-secret");

    assertThat(JsonText.line(compiled.workflow().tree()))
        .contains("DATABASE_URL", "postgres://u@h/db")
        .doesNotContain("hunter2");
    assertThat(String.valueOf(compiled.secret() == null ? "" : compiled.secret().tree()))
        .contains("a.DATABASE_URL=postgres://u:hunter2@h/db");
    String shown =
        JsonText.line(
            WorkflowCompiler.render(plan(job), SomeEnvironment.bare(), SubmitOptions.DEFAULT));
    assertThat(shown).contains("secretKeyRef", "a.DATABASE_URL").doesNotContain("hunter2");
  }

  @Test
  void aSecretThatOnlyJobsCanReadIsAskedForAgain() {
    Job job = exec("a", List.of("a")).withEnv(Map.of("DB_PASSWORD", "***"));
    assertThat(WorkflowCompiler.check(plan(job), SomeEnvironment.bare()))
        .extracting(Problem::code)
        .containsExactly("unknown-secret");
  }

  @Test
  void tooLargePlansAreReported() {
    assertThat(problems(plan(exec("a", List.of("a", "x".repeat(100_000)))))).isEmpty();
    assertThat(problems(plan(exec("big", List.of("a", "x".repeat(131_000))))))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("'big'");
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 3_001; i++) {
      jobs.add(exec("j" + i, List.of("a")));
    }
    assertThat(problems(new Plan("many", jobs)))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("3,001", "3,000");
    List<Job> kinds = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      kinds.add(limited(exec("k" + i, List.of("a")), Duration.ofSeconds(i)));
    }
    assertThat(problems(new Plan("kinds", kinds)))
        .extracting(Problem::code)
        .containsExactly("too-many-kinds-of-jobs");
    List<Job> long3000 = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      long3000.add(exec("l" + i, List.of("python", "y".repeat(600) + i)));
    }
    assertThat(problems(new Plan("long", long3000)))
        .extracting(Problem::code)
        .containsExactly("plan-too-large");
  }

  private static List<Problem> problems(Plan plan) {
    return WorkflowCompiler.check(plan, SomeEnvironment.withHome());
  }
}
