package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever a plan's shape and size, its Workflow runs and skips what the plan says.
class WorkflowOrderTest {

  private static final long SEED = new Random().nextLong();

  @Test
  void generatedPlansRunAndSkipWhatThePlanSays() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      holds(GeneratedPlans.of(random.nextLong(), 1 + random.nextInt(20)), random);
    }
    for (int i = 0; i < 60; i++) {
      holds(GeneratedPlans.of(random.nextLong(), 100 + random.nextInt(600)), random);
    }
  }

  @Test
  void largeGeneratedPlansRunAndSkipWhatThePlanSays() {
    Random random = new Random(SEED);
    for (int size : new int[] {201, 201, 1_000, 1_000, 3_000, 3_000, 3_000}) {
      holds(GeneratedPlans.of(random.nextLong(), size), random);
    }
  }

  @Test
  void aSweepOfThousandsWaitsOnlyForWhatItNeeds() {
    List<Job> jobs = new ArrayList<>();
    jobs.add(job("prep", List.of()));
    List<String> evals = new ArrayList<>();
    List<String> prep = List.of("prep");
    for (int i = 1; i <= 1_400; i++) {
      jobs.add(job("train-" + i, prep));
      jobs.add(job("eval-" + i, List.of("train-" + i)));
      evals.add("eval-" + i);
    }
    jobs.add(job("report", evals));
    Plan plan = new Plan("sweep", jobs);

    KubeObject workflow = compile(plan);
    DagInterpreter run = new DagInterpreter(workflow, task -> true);
    run.run(workflow);

    for (int i = 1; i <= 1_400; i++) {
      assertThat(run.before("eval-" + i)).containsExactlyInAnyOrder("prep", "train-" + i);
    }
    assertThat(run.before("report")).hasSizeGreaterThan(2_800);
    assertThat(workflow.object("spec").objects("templates")).hasSizeLessThan(30);
  }

  private static Job job(String name, List<String> needs) {
    return Job.of(name, new Command.Exec(List.of("true")), needs);
  }

  private static KubeObject compile(Plan plan) {
    return WorkflowCompiler.compile(
            plan, SomeEnvironment.withHome(), SubmitOptions.DEFAULT, "run-22222", "run-22222-s")
        .workflow();
  }

  private static void holds(Plan plan, Random random) {
    String seed = "seed " + SEED + ", " + plan.jobs().size() + " jobs";
    KubeObject workflow = compile(plan);
    limits(plan, workflow, seed);
    TaskNames names = TaskNames.of(plan);
    Set<String> failing = new HashSet<>();
    double share = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2;
    for (Job job : plan.jobs()) {
      if (random.nextDouble() < share) {
        failing.add(names.task(job.name()));
      }
    }
    DagInterpreter run = new DagInterpreter(workflow, task -> !failing.contains(task));
    String phase = run.run(workflow);

    Map<String, Boolean> good = new HashMap<>();
    boolean failed = false;
    for (Job job : plan.jobs()) {
      String task = names.task(job.name());
      boolean runs = job.needs().stream().allMatch(need -> good.getOrDefault(need, false));
      boolean succeeds = runs && !failing.contains(task);
      failed |= runs && !succeeds;
      good.put(job.name(), succeeds);
      String seen = run.phases().getOrDefault(task, "Omitted");
      if (succeeds) {
        assertThat(seen).as("%s of %s", task, seed).isEqualTo("Succeeded");
      } else if (runs) {
        assertThat(seen).as("%s of %s", task, seed).isEqualTo("Failed");
      } else {
        assertThat(seen).as("%s of %s", task, seed).isIn("Omitted", "Skipped");
      }
      if (runs) {
        for (String need : new HashSet<>(job.needs())) {
          if (!run.before(task).contains(names.task(need))) {
            throw new AssertionError(task + " may begin before " + need + ", " + seed);
          }
        }
      }
    }
    assertThat(phase).as(seed).isEqualTo(failed ? "Failed" : "Succeeded");
  }

  private static void limits(Plan plan, KubeObject workflow, String seed) {
    List<KubeObject> templates = workflow.object("spec").objects("templates");
    assertThat(templates).as(seed).hasSizeLessThanOrEqualTo(DagTemplates.MOST);
    for (KubeObject template : templates) {
      assertThat(template.objects("dag", "tasks"))
          .as(seed)
          .hasSizeLessThanOrEqualTo(DagTemplates.MOST);
    }
    // a tangle may have more edges than fit; then a check says so before anything is sent
    if (WorkflowCompiler.check(plan, SomeEnvironment.withHome()).isEmpty()) {
      assertThat(JsonText.line(workflow.tree()).length())
          .as(seed)
          .isLessThanOrEqualTo(Limits.BYTES);
    }
  }
}
