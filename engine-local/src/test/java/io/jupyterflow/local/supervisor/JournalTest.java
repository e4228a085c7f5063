package io.jupyterflow.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.EventLog;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

  private static final long HOUR = 3_600_000;

  @TempDir Path folder;

  @Test
  void clockThatJumpsBackMakesNoJobEndBeforeItBegan() throws IOException {
    AtomicLong time = new AtomicLong(100 * HOUR);
    RunFolder run = new RunFolder(folder);
    Plan plan = new Plan("p", List.of(Job.of("a", new Command.Exec(List.of("true")), List.of())));
    RunStatus status = new RunStatus(plan, Set.of(), null);
    try (EventLog log = EventLog.create(run.events(1))) {
      InstantSource source = () -> Instant.ofEpochMilli(time.get());
      Journal journal = new Journal(run, status, log, source.withZone(ZoneOffset.UTC));
      journal.add(new RunEvent.Owned(journal.now(), 1, "host", List.of()));
      journal.add(new RunEvent.Started(journal.now(), "a", 1, List.of()));
      time.addAndGet(-2 * HOUR);
      journal.add(new RunEvent.Ended(journal.now(), "a", 1, JobState.SUCCEEDED, 0, null, "", 0));
      assertThat(journal.write(0)).isTrue();
    }

    Attempt attempt = status.job(0).attempts().getFirst();
    assertThat(attempt.finishedAt()).isAfterOrEqualTo(attempt.startedAt());
    assertThat(attempt.startedAt()).isEqualTo(Instant.ofEpochMilli(100 * HOUR));
  }
}
