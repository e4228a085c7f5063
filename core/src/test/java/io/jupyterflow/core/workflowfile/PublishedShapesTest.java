package io.jupyterflow.core.workflowfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Plan;
import org.junit.jupiter.api.Test;

/// Files of the first JupyterFlow in its three published shapes run unchanged.
class PublishedShapesTest {

  @Test
  void oneJob() {
    Plan plan =
        Files.plan(
            """
            jobs:
            - python3 main.py
            """);
    assertThat(plan.jobs()).hasSize(1);
  }

  @Test
  void threeJobsChainedByIndex() {
    Plan plan =
        Files.plan(
            """
            version: 1
            name: my.workflow
            jobs:
            - echo hello
            - echo world
            - python3 again.py
            cmd_mode: exec
            dags:
            - 1 >> 2
            - 2>>3
            """);
    assertThat(plan.name()).isEqualTo("my-workflow");
    assertThat(plan.jobs()).hasSize(3);
    assertThat(plan.jobs().getFirst().needs()).isEmpty();
    assertThat(plan.jobs().get(1).needs()).containsExactly(plan.jobs().getFirst().name());
    assertThat(plan.jobs().get(2).needs()).containsExactly(plan.jobs().get(1).name());
  }

  @Test
  void anMlPipeline() {
    WorkflowFile file =
        Files.read(
            """
            name: ml-pipeline
            jobs:
            - python input.py
            - python train.py softmax 0.5
            - python train.py softmax 0.9
            - python train.py relu 0.5
            - python output.py
            dags:
            - 1 >> 2
            - 1 >> 3
            - 1 >> 4
            - 2 >> 5
            - 3 >> 5
            - 4 >> 5
            schedule: '*/2 * * * *'
            """);
    Plan plan = file.planned().orThrow();
    assertThat(plan.jobs()).hasSize(5);
    assertThat(plan.jobs().getLast().needs()).hasSize(3);
    assertThat(plan.jobs().get(1).needs()).containsExactly(plan.jobs().getFirst().name());
    assertThat(file.schedule())
        .isNotNull()
        .extracting(schedule -> schedule.place().toString())
        .isEqualTo("workflow.yaml:15:11");
  }

  @Test
  void withoutDagsAllJobsMayRunAtOnce() {
    Plan plan = Files.plan("jobs: [a.py, b.py]");
    assertThat(plan.jobs()).allSatisfy(job -> assertThat(job.needs()).isEmpty());
  }
}
