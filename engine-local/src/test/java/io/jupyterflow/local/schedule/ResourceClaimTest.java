package io.jupyterflow.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ResourceClaimTest {

  private static final Capacity MACHINE = new Capacity(4, 1000, List.of("0"));

  private static Job job(String cpu, long memory) {
    Retries doubling = new Retries(9, Set.of(RetryCause.OOM), Duration.ZERO, BigDecimal.valueOf(2));
    return Job.of("a", new Command.Shell("true"), List.of())
        .withResources(new Resources(new BigDecimal(cpu), memory, 3))
        .withRetries(doubling);
  }

  private static Attempt after(RetryCause cause) {
    return AttemptBuilder.of(1, JobState.FAILED)
        .startedAt(Instant.EPOCH)
        .finishedAt(Instant.EPOCH)
        .exitCode(137)
        .cause(cause)
        .build();
  }

  private static ResourceClaim demand(Job job, boolean countCores, RetryCause... before) {
    List<Attempt> attempts = Arrays.stream(before).map(ResourceClaimTest::after).toList();
    return ResourceClaim.of(job, attempts, Resources.UNSTATED, MACHINE, 4, countCores);
  }

  @Test
  void memoryGrowsWithEachTimeItWasTooLittleUpToWhatThereIs() {
    Job job = job("1", 300);

    assertThat(demand(job, true).memory()).isEqualTo(300);
    assertThat(demand(job, true, RetryCause.FAILED).memory()).isEqualTo(300);
    assertThat(demand(job, true, RetryCause.OOM).memory()).isEqualTo(600);
    assertThat(demand(job, true, RetryCause.OOM, RetryCause.LOST, RetryCause.OOM).memory())
        .isEqualTo(1000);
  }

  @Test
  void declaredCoresCountUnlessTheUserGaveTheWidth() {
    assertThat(demand(job("1.5", 1), true).slots()).isEqualTo(2);
    assertThat(demand(job("64", 1), true).slots()).isEqualTo(4);
    assertThat(demand(job("1.5", 1), false).slots()).isEqualTo(1);
    assertThat(demand(job("1", 1), true).gpus()).isEqualTo(1);
  }
}
