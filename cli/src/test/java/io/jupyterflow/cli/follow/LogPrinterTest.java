package io.jupyterflow.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Output that comes when it comes, whatever snapshots say meanwhile.
class LogPrinterTest {

  private static final Instant THEN = Instant.EPOCH;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> notes = new ArrayList<>();

  /// Answers one text after the other, empty ones where nothing has come; complete after the last.
  static final class Coming implements JobLog {
    private final Deque<String> texts;

    Coming(String... texts) {
      this.texts = new ArrayDeque<>(List.of(texts));
    }

    @Override
    public byte[] poll() {
      String text = texts.isEmpty() ? "" : texts.removeFirst();
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
      return texts.isEmpty();
    }

    @Override
    public void close() {}
  }

  /// Output that says something, and may then be read no longer.
  private static final class Forbidden implements JobLog {
    private boolean said;

    @Override
    public byte[] poll() {
      if (said) {
        throw new JupyterFlowException.Refused("may not be read");
      }
      said = true;
      return "begun".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
      return false;
    }

    @Override
    public void close() {}
  }

  static RunSnapshot run(JobState job, RunState state, int jobs) {
    return run(job, state, jobs, "");
  }

  static RunSnapshot run(JobState job, RunState state, int jobs, String message) {
    RunSnapshotBuilder run =
        RunSnapshotBuilder.of("a-1").engine("argo").state(state).startedAt(THEN).message(message);
    for (int i = 0; i < jobs; i++) {
      JobSnapshotBuilder snapshot = JobSnapshotBuilder.of("job-" + i, job);
      if (job != JobState.QUEUED) {
        snapshot.attempt(AttemptBuilder.of(1, job).startedAt(THEN));
      }
      run.job(snapshot);
    }
    return run.build();
  }

  private void print(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void outputIsPrintedBeforeASnapshotShowsTheJobRunning() {
    List<String> saidWhileQueued = new ArrayList<>();
    RunSnapshot queued = run(JobState.QUEUED, RunState.RUNNING, 1);
    RunSnapshot over = run(JobState.SUCCEEDED, RunState.SUCCEEDED, 1);
    new LogPrinter(
            (job, _) -> new Coming("", "first\n", "", "last\n"),
            known -> {
              saidWhileQueued.add(said());
              return saidWhileQueued.size() < 3 ? queued : over;
            },
            queued,
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ZERO)
        .prefixed(List.of(0), true);

    assertThat(saidWhileQueued).contains("job-0 | first\n");
    assertThat(said()).isEqualTo("job-0 | first\njob-0 | last\n");
  }

  @Test
  void ofManyThatMayBeginAFewAreLookedAt() {
    List<String> opened = new ArrayList<>();
    RunSnapshot queued = run(JobState.QUEUED, RunState.RUNNING, 50);
    new LogPrinter(
            (job, _) -> {
              opened.add(job);
              return new Coming("", job + "\n");
            },
            known -> {
              assertThat(opened).as("while none has begun").hasSize(24);
              return run(JobState.SUCCEEDED, RunState.SUCCEEDED, 50);
            },
            queued,
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ZERO)
        .prefixed(IntStream.range(0, 50).boxed().toList(), true);

    assertThat(opened).hasSize(50);
    assertThat(said().lines()).hasSize(50);
  }

  @Test
  void aJobThatHasSpokenLeavesItsPlaceToTheNextBeforeASnapshotKnows() {
    List<Integer> opened = new ArrayList<>();
    List<JobLog> logs = new ArrayList<>();
    RunSnapshot queued = run(JobState.QUEUED, RunState.RUNNING, 50);
    new LogPrinter(
            (job, _) -> {
              JobLog log = new Coming("", "begun\n", "", "");
              logs.add(log);
              return log;
            },
            known -> {
              opened.add(logs.size());
              return opened.size() < 4 ? queued : run(JobState.SUCCEEDED, RunState.SUCCEEDED, 50);
            },
            queued,
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ZERO)
        .prefixed(IntStream.range(0, 50).boxed().toList(), true);

    assertThat(opened).startsWith(24, 48).contains(50);
    assertThat(said().lines()).hasSize(50);
  }

  @Test
  void outputOfAnEndedJobIsPrintedWholeEvenIfItArrivesLate() {
    RunSnapshot over = run(JobState.FAILED, RunState.FAILED, 2);
    LogPrinter reading =
        new LogPrinter(
            (job, _) -> new Coming("", "one\n", "", "two\n"),
            known -> known,
            over,
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ZERO);

    reading.prefixed(List.of(0, 1), false);
    assertThat(said()).isEqualTo("job-0 | one\njob-0 | two\njob-1 | one\njob-1 | two\n");
    out.reset();
    reading.raw(0, false, out::writeBytes);
    reading.prefixed(List.of(1), true);
    assertThat(said()).isEqualTo("one\ntwo\njob-1 | one\njob-1 | two\n");
  }

  @Test
  void logsWithoutFollowReturnWhileAJobRuns() {
    List<String> texts = new ArrayList<>(Collections.nCopies(3, ""));
    texts.addFirst("begun\n");
    new LogPrinter(
            (job, _) -> new Coming(texts.toArray(String[]::new)),
            known -> known,
            run(JobState.RUNNING, RunState.RUNNING, 1),
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ZERO)
        .prefixed(List.of(0), false);

    assertThat(said()).isEqualTo("job-0 | begun\n");
  }

  @Test
  void unreadableOutputIsReportedOnceAndAllOtherOutputIsPrinted() {
    for (boolean follow : new boolean[] {true, false}) {
      out.reset();
      notes.clear();
      boolean isAllRead =
          new LogPrinter(
                  (job, _) -> job.equals("job-1") ? new Coming("fine\n") : new Forbidden(),
                  known -> run(JobState.SUCCEEDED, RunState.SUCCEEDED, 3),
                  run(JobState.SUCCEEDED, RunState.SUCCEEDED, 3),
                  this::print,
                  notes::add,
                  Style.PLAIN,
                  Duration.ZERO)
              .prefixed(List.of(0, 1, 2), follow)
              .isEmpty();

      assertThat(said()).isEqualTo("job-0 | begun\njob-1 | fine\njob-2 | begun\n");
      assertThat(notes).containsExactly("may not be read");
      assertThat(isAllRead).isFalse();
    }
  }

  private static final String LONG = "x".repeat(150_000);

  private String followed(String... first) {
    RunSnapshot over = run(JobState.SUCCEEDED, RunState.SUCCEEDED, 2);
    new LogPrinter(
            (job, _) ->
                job.equals("job-0") ? new Coming(first) : new Coming("", "other\n", "", "end\n"),
            known -> known,
            over,
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ZERO)
        .prefixed(List.of(0, 1), true);
    return said();
  }

  @Test
  void aLongLineIsPrintedWhole() {
    assertThat(followed(LONG + LONG, "y\nnext\n"))
        .contains("job-0 | " + LONG + LONG + "y\njob-0 | next\n");
  }

  @Test
  void aLongLineThatAnotherJobsLineComesBetweenIsMarkedWhereItIsCut() {
    String said = followed(LONG, "", "", "y\n");
    assertThat(said.lines())
        .containsExactly(
            "job-0 | " + "x".repeat(2 * 65_536) + "…",
            "job-1 | other",
            "job-0 | …" + "x".repeat(150_000 - 2 * 65_536) + "y",
            "job-1 | end");
  }
}
