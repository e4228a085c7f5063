package io.jupyterflow.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.follow.RunFollower.OutputMode;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFollowerTest {

  private static final Instant THEN = Instant.EPOCH;
  private static final RunView NONE = new QuietView();

  /// Output that is all there, of a job that is over.
  private static final class Whole implements JobLog {
    private boolean complete;

    @Override
    public byte[] poll() {
      byte[] bytes = complete ? new byte[0] : "hello\n".getBytes(StandardCharsets.UTF_8);
      complete = true;
      return bytes;
    }

    @Override
    public boolean isComplete() {
      return complete;
    }

    @Override
    public void close() {}
  }

  private static RunSnapshot run(long revision, JobState job, RunState state) {
    Plan plan = new Plan("a", List.of(Job.of("a", new Command.Shell("echo hello"), List.of())));
    Attempt attempt = new Attempt(1, job, THEN, null, null, null, "");
    JobSnapshot snapshot = new JobSnapshot("a", job, List.of(attempt), "");
    return new RunSnapshot(
        "a-1", "local", state, plan, List.of(snapshot), THEN, THEN, null, null, revision, "");
  }

  private static RunSnapshot queued(long revision, String message) {
    Plan plan = new Plan("a", List.of(Job.of("a", new Command.Shell("echo hello"), List.of())));
    JobSnapshot snapshot = new JobSnapshot("a", JobState.QUEUED, List.of(), message);
    return new RunSnapshot(
        "a-1",
        "argo",
        RunState.RUNNING,
        plan,
        List.of(snapshot),
        THEN,
        null,
        null,
        null,
        revision,
        "");
  }

  @Test
  void whyAJobCanNotBeginIsToldWhenItIsKnownAndOnce() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        RunFollower reader = new RunFollower(name -> new Whole(), OutputMode.ALL)) {
      for (boolean everyJob : new boolean[] {true, false}) {
        PlainView view =
            new PlainView(new TextStream(err, Style.PLAIN), Clock.systemUTC(), everyJob);
        for (String message : List.of("", "no room", "no room", "")) {
          RunSnapshot run = queued(told.size() + message.length(), message);
          view.show(run, reader.read(run, view));
        }
      }
    }
    assertThat(told.toString(StandardCharsets.UTF_8))
        .isEqualTo("a queued: no room\na queued: no room\n");
  }

  /// Output that another thread brings, as that of a pod: nothing is there at first.
  private static final class OnItsWay implements JobLog {
    private final List<String> pieces = new ArrayList<>(List.of("", "hel", "", "", "lo\nbye", ""));

    @Override
    public byte[] poll() {
      String piece = pieces.isEmpty() ? "" : pieces.removeFirst();
      return piece.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
      return pieces.isEmpty();
    }

    @Override
    public void close() {}
  }

  @Test
  void whatAJobThatIsOverWroteIsWaitedForToItsLastLine() {
    for (OutputMode mode : List.of(OutputMode.ALL, OutputMode.FAILED)) {
      List<RunChange> events;
      try (RunFollower reader = new RunFollower(name -> new OnItsWay(), mode)) {
        events = reader.read(run(1, JobState.FAILED, RunState.FAILED), NONE);
      }
      assertThat(events)
          .filteredOn(RunChange.Wrote.class::isInstance)
          .containsExactly(new RunChange.Wrote(0, "hello"), new RunChange.Wrote(0, "bye"));
    }
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
      return "hello\nand".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
      return false;
    }

    @Override
    public void close() {}
  }

  @Test
  void whyOutputMayNotBeReadIsToldOnceAndTheRunIsToldToItsEnd() {
    for (OutputMode mode : List.of(OutputMode.ALL, OutputMode.FAILED)) {
      List<RunChange> events = new ArrayList<>();
      try (RunFollower reader = new RunFollower(name -> new Forbidden(), mode)) {
        events.addAll(reader.read(run(1, JobState.RUNNING, RunState.RUNNING), NONE));
        events.addAll(reader.read(run(1, JobState.RUNNING, RunState.RUNNING), NONE));
        events.addAll(reader.read(run(2, JobState.FAILED, RunState.FAILED), NONE));
        events.addAll(reader.finish(NONE));
      }
      assertThat(events)
          .filteredOn(RunChange.Wrote.class::isInstance)
          .containsExactly(new RunChange.Wrote(0, "hello"), new RunChange.Wrote(0, "and"));
      assertThat(events)
          .filteredOn(RunChange.Unread.class::isInstance)
          .containsExactly(new RunChange.Unread("may not be read"));
      assertThat(events).filteredOn(RunChange.Changed.class::isInstance).hasSize(2);
    }
  }

  @Test
  void whyOutputMayNotBeReadIsShown() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        RunFollower reader = new RunFollower(name -> new Forbidden(), OutputMode.ALL)) {
      PlainView view = new PlainView(new TextStream(err, Style.PLAIN), Clock.systemUTC(), true);
      RunSnapshot run = run(1, JobState.RUNNING, RunState.RUNNING);
      view.show(run, reader.read(run, view));
      view.end(run, reader.finish(view), false);
    }
    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("a running", "a | hello", "may not be read", "a | and");
  }

  /// Output that can't be reached after its first word, for some time or for ever.
  private static final class Away implements JobLog {
    private final int times;
    private int asked;

    Away(int times) {
      this.times = times;
    }

    @Override
    public byte[] poll() {
      asked++;
      if (asked > 1 && asked - 1 <= times) {
        throw new JupyterFlowException.Unreachable("away", new IOException("refused"));
      }
      boolean says = asked == 1 || asked - 2 == times;
      return (says ? "hello\n" : "").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
      return asked - 2 > times;
    }

    @Override
    public void close() {}
  }

  @Test
  void outputThatCanNotBeReachedWhileAJobRunsIsToldOnceItCan() {
    List<RunChange> events = new ArrayList<>();
    try (RunFollower reader = new RunFollower(name -> new Away(5), OutputMode.ALL)) {
      events.addAll(reader.read(run(1, JobState.RUNNING, RunState.RUNNING), NONE));
      events.addAll(reader.read(run(1, JobState.RUNNING, RunState.RUNNING), NONE));
      events.addAll(reader.read(run(2, JobState.SUCCEEDED, RunState.SUCCEEDED), NONE));
    }
    assertThat(events).filteredOn(RunChange.Wrote.class::isInstance).hasSize(2);
    assertThat(events).filteredOn(RunChange.Unread.class::isInstance).isEmpty();
  }

  @Test
  void outputOfAnEndedJobThatCanNotBeReachedIsToldToBeMissing() {
    for (OutputMode mode : List.of(OutputMode.ALL, OutputMode.FAILED)) {
      List<RunChange> events = new ArrayList<>();
      try (RunFollower reader = new RunFollower(name -> new Away(Integer.MAX_VALUE - 2), mode)) {
        events.addAll(reader.read(run(1, JobState.FAILED, RunState.FAILED), NONE));
        events.addAll(reader.finish(NONE));
      }
      assertThat(events)
          .filteredOn(event -> !(event instanceof RunChange.Changed))
          .containsExactly(new RunChange.Wrote(0, "hello"), new RunChange.Unread("away"));
    }
  }

  @Test
  void outputThatIsCompleteBeforeTheSnapshotSaysSoIsToldOnce() {
    List<RunChange> events = new ArrayList<>();
    try (RunFollower reader = new RunFollower(name -> new Whole(), OutputMode.ALL)) {
      events.addAll(reader.read(run(1, JobState.RUNNING, RunState.RUNNING), NONE));
      events.addAll(reader.read(run(1, JobState.RUNNING, RunState.RUNNING), NONE));
      events.addAll(reader.read(run(2, JobState.SUCCEEDED, RunState.SUCCEEDED), NONE));
      events.addAll(reader.finish(NONE));
    }
    assertThat(events).filteredOn(RunChange.Wrote.class::isInstance).hasSize(1);
    assertThat(events).last().isInstanceOf(RunChange.Changed.class);
  }
}
