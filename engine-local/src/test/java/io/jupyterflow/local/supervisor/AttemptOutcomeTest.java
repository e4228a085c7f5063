package io.jupyterflow.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.schedule.ResourceClaim;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AttemptOutcomeTest {

  private static final Retries FOR_MEMORY =
      new Retries(2, Set.of(RetryCause.OOM), Duration.ofSeconds(30), BigDecimal.ONE);

  private static final long GIB = 1L << 30;

  private static RunningAttempt running() {
    Job job = Job.of("a", new Command.Shell("true"), List.of());
    return new RunningAttempt(
        0,
        job,
        1,
        new RunFolder(Path.of("/run")).attempt("a", 1),
        new ResourceClaim(1, 0, 0),
        List.of());
  }

  private static AttemptOutcome exited(int code, boolean outOfMemory) {
    OomReport shortage = outOfMemory ? new OomReport(0, 0, GIB) : null;
    return AttemptOutcome.of(running(), new RunningAttempt.Result.Exited(code), shortage);
  }

  @Test
  void shortageSaysWhatWasUsedAndWhatToAskFor() {
    assertThat(new OomReport(GIB / 4, 0, GIB).message())
        .isEqualTo(
            "ran out of memory and was killed when it used about 260 MiB; with --memory 512Mi fewer"
                + " jobs run at once");
    assertThat(new OomReport(GIB / 8, GIB / 4, GIB).message()).contains("--memory 512Mi");
    assertThat(new OomReport(GIB - 1, 0, GIB).message())
        .endsWith("when it used about 1020 MiB; all that runs here may use 1 GiB");
  }

  @Test
  void aKillIsForLackOfMemoryOnlyWhereTheSystemSaysSo() {
    assertThat(exited(137, true).cause()).isEqualTo(RetryCause.OOM);
    assertThat(exited(137, true).message()).isEqualTo("ran out of memory and was killed");
    assertThat(exited(137, false).cause()).isEqualTo(RetryCause.FAILED);
    assertThat(exited(137, false).message()).isEqualTo("ended by signal KILL");
    assertThat(exited(1, true).cause()).isEqualTo(RetryCause.FAILED);
    assertThat(exited(0, true).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void otherCausesAndTooManyAttemptsAreNotRetried() {
    assertThat(exited(137, true).isRetried(FOR_MEMORY, 2)).isTrue();
    assertThat(exited(137, true).isRetried(FOR_MEMORY, 3)).isFalse();
    assertThat(exited(137, false).isRetried(FOR_MEMORY, 1)).isFalse();
    assertThat(exited(0, false).isRetried(FOR_MEMORY, 1)).isFalse();
  }

  @Test
  void eachWaitIsTwiceTheOneBefore() {
    assertThat(AttemptOutcome.wait(FOR_MEMORY, 1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(AttemptOutcome.wait(FOR_MEMORY, 2)).isEqualTo(Duration.ofMinutes(1));
    assertThat(AttemptOutcome.wait(FOR_MEMORY, 3)).isEqualTo(Duration.ofMinutes(2));
  }
}
