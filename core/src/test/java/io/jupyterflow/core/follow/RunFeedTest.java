package io.jupyterflow.core.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.follow.RunChange.JobChanged;
import io.jupyterflow.core.follow.RunChange.LineWritten;
import io.jupyterflow.core.follow.RunChange.Notice;
import io.jupyterflow.core.follow.RunChange.RevisionReached;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RunFeedTest {

  private static final RunSnapshot RUNNING = OneJobRun.at(1, JobState.RUNNING, RunState.RUNNING);
  private static final RunSnapshot SUCCEEDED =
      OneJobRun.at(2, JobState.SUCCEEDED, RunState.SUCCEEDED);
  private static final RunSnapshot FAILED = OneJobRun.at(2, JobState.FAILED, RunState.FAILED);

  /// Notes what it is told.
  private static class Listener implements RunSubscriber {
    final List<RunChange> changes = new ArrayList<>();
    final List<RunSnapshot> joined = new ArrayList<>();
    final List<Long> offsets = new ArrayList<>();
    int ended;

    @Override
    public void joined(RunSnapshot run, List<Long> told) {
      joined.add(run);
      offsets.addAll(told);
    }

    @Override
    public void changed(RunSnapshot run, List<RunChange> more) {
      changes.addAll(more);
    }

    @Override
    public void ended(RunSnapshot run, List<RunChange> rest) {
      changes.addAll(rest);
      ended++;
    }

    List<String> lines() {
      return changes.stream()
          .filter(LineWritten.class::isInstance)
          .map(change -> ((LineWritten) change).text())
          .toList();
    }

    List<String> notices() {
      return changes.stream()
          .filter(Notice.class::isInstance)
          .map(change -> ((Notice) change).problem().message())
          .toList();
    }
  }

  /// Output in pieces, as another thread brings it; at the end it is complete.
  private static final class Pieces implements JobLog {
    private final List<String> pieces;

    Pieces(String... pieces) {
      this.pieces = new ArrayList<>(List.of(pieces));
    }

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

  /// Output that can be read once, and throws from then on, for a number of times.
  private static final class Broken implements JobLog {
    private final Supplier<JupyterFlowException> why;
    private final int times;
    private int asked;

    Broken(int times, Supplier<JupyterFlowException> why) {
      this.times = times;
      this.why = why;
    }

    @Override
    public byte[] poll() {
      asked++;
      if (asked > 1 && asked - 1 <= times) {
        throw why.get();
      }
      String text = asked == 1 ? "hello\nand" : asked - 2 == times ? " more\n" : "";
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
      return asked - 2 > times;
    }

    @Override
    public void close() {}
  }

  private static JupyterFlowException forbidden() {
    return new JupyterFlowException.Refused("may not be read");
  }

  private static JupyterFlowException unreachable() {
    return new JupyterFlowException.Unreachable("away", new IOException("refused"));
  }

  /// Follows a run through snapshots to its end.
  private static Listener follow(OutputMode mode, JobLog log, RunSnapshot... snapshots) {
    Listener listener = new Listener();
    OneJobRun engine = new OneJobRun(log, snapshots);
    try (RunFeed feed = new RunFeed(engine, snapshots[0], mode)) {
      feed.subscribe(listener);
      feed.read();
      for (int i = 1; i < snapshots.length; i++) {
        feed.await(Duration.ZERO);
        feed.read();
      }
      feed.finish();
    }
    return listener;
  }

  @Test
  void aJobsChangesComeInOrderWithTheRevisionTheyBelongTo() {
    Listener listener =
        follow(OutputMode.ALL, new Pieces("one\n", "", "two\n", ""), RUNNING, SUCCEEDED);

    assertThat(listener.joined).containsExactly(RUNNING);
    assertThat(listener.changes)
        .containsExactly(
            new JobChanged(1, 0, null, RUNNING.jobs().getFirst()),
            RevisionReached.of(RUNNING),
            new LineWritten(1, 0, "one", 4),
            new LineWritten(2, 0, "two", 8),
            new JobChanged(2, 0, RUNNING.jobs().getFirst(), SUCCEEDED.jobs().getFirst()),
            RevisionReached.of(SUCCEEDED));
    assertThat(listener.ended).isEqualTo(1);
  }

  @Test
  void everySubscriberGetsTheSameChangesSinceItJoined() {
    Listener first = new Listener();
    Listener late = new Listener();
    Listener after = new Listener();
    OneJobRun engine = new OneJobRun(new Pieces("one\n", "", "two\n", ""), RUNNING, SUCCEEDED);
    try (RunFeed feed = new RunFeed(engine, RUNNING, OutputMode.ALL)) {
      feed.subscribe(first);
      feed.read();
      int before = first.changes.size();
      feed.subscribe(late);
      feed.await(Duration.ZERO);
      feed.read();
      feed.finish();
      feed.subscribe(after);

      assertThat(late.joined).containsExactly(RUNNING);
      assertThat(late.offsets).as("bytes that were told before").containsExactly(4L);
      assertThat(late.changes).isEqualTo(first.changes.subList(before, first.changes.size()));
      assertThat(after.joined).containsExactly(SUCCEEDED);
      assertThat(after.ended).isEqualTo(1);
    }
  }

  @Test
  void aSubscriberThatThrowsKeepsNoOtherFromHearing() {
    Listener broken =
        new Listener() {
          @Override
          public void changed(RunSnapshot run, List<RunChange> more) {
            throw new IllegalStateException("closed");
          }
        };
    Listener other = new Listener();
    OneJobRun engine = new OneJobRun(new Pieces("one\n", ""), RUNNING, SUCCEEDED);
    try (RunFeed feed = new RunFeed(engine, RUNNING, OutputMode.ALL)) {
      feed.subscribe(broken);
      feed.subscribe(other);

      assertThatThrownBy(feed::read).hasMessage("closed");
      feed.await(Duration.ZERO);
      feed.read();
      feed.finish();
    }
    assertThat(other.lines()).containsExactly("one");
    assertThat(other.changes).contains(RevisionReached.of(SUCCEEDED));
    assertThat(broken.ended).isZero();
  }

  @Test
  void aSubscriberThatThrowsWhenItJoinsOrAtTheEndKeepsNoOtherFromHearing() {
    Listener deaf =
        new Listener() {
          @Override
          public void joined(RunSnapshot run, List<Long> told) {
            throw new IllegalStateException("no");
          }
        };
    Listener impatient =
        new Listener() {
          @Override
          public void ended(RunSnapshot run, List<RunChange> rest) {
            throw new IllegalStateException("gone");
          }
        };
    Listener other = new Listener();
    OneJobRun engine = new OneJobRun(new Pieces("one\n", ""), RUNNING, SUCCEEDED);
    try (RunFeed feed = new RunFeed(engine, RUNNING, OutputMode.ALL)) {
      feed.subscribe(deaf);
      feed.subscribe(impatient);
      feed.subscribe(other);

      assertThatThrownBy(feed::read).hasMessage("no");
      feed.read();
      feed.await(Duration.ZERO);
      feed.read();
      assertThatThrownBy(feed::finish).hasMessage("gone");
    }
    assertThat(other.joined).containsExactly(RUNNING);
    assertThat(other.lines()).containsExactly("one");
    assertThat(other.ended).isEqualTo(1);
  }

  @Test
  void theFirstSnapshotIsTheCallers() {
    OneJobRun engine = new OneJobRun(new Pieces(), RUNNING);
    try (RunFeed feed = new RunFeed(engine, RUNNING, OutputMode.NONE)) {
      feed.subscribe(new Listener());
      feed.read();
    }
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void outputOfAnEndedJobIsReadToItsLastLine() {
    for (OutputMode mode : List.of(OutputMode.ALL, OutputMode.FAILED)) {
      Listener listener = follow(mode, new Pieces("", "hel", "", "", "lo\nbye", ""), FAILED);
      assertThat(listener.lines()).containsExactly("hello", "bye");
    }
  }

  @Test
  void unreadableOutputIsReportedOnceAndTheRunIsFollowedToItsEnd() {
    for (OutputMode mode : List.of(OutputMode.ALL, OutputMode.FAILED)) {
      Listener listener =
          follow(mode, new Broken(Integer.MAX_VALUE - 2, RunFeedTest::forbidden), RUNNING, FAILED);
      assertThat(listener.lines()).containsExactly("hello", "and");
      assertThat(listener.notices()).containsExactly("may not be read");
      assertThat(listener.changes).filteredOn(JobChanged.class::isInstance).hasSize(2);
    }
  }

  @Test
  void unreachableOutputOfARunningJobIsReadLater() {
    Listener listener =
        follow(OutputMode.ALL, new Broken(5, RunFeedTest::unreachable), RUNNING, SUCCEEDED);
    assertThat(listener.lines()).containsExactly("hello", "and more");
    assertThat(listener.notices()).isEmpty();
  }

  @Test
  void unreachableOutputOfAnEndedJobIsReported() {
    for (OutputMode mode : List.of(OutputMode.ALL, OutputMode.FAILED)) {
      Listener listener =
          follow(mode, new Broken(Integer.MAX_VALUE - 2, RunFeedTest::unreachable), FAILED);
      assertThat(listener.lines()).containsExactly("hello", "and");
      assertThat(listener.notices()).containsExactly("away");
    }
  }

  @Test
  void outputThatIsCompleteBeforeTheJobEndsIsReportedOnce() {
    Listener listener = follow(OutputMode.ALL, new Pieces("hello\n"), RUNNING, SUCCEEDED);
    assertThat(listener.lines()).containsExactly("hello");
    assertThat(listener.changes).last().isEqualTo(RevisionReached.of(SUCCEEDED));
  }

  @Test
  void onlyTheEndOfLongOutputIsReportedWhereOutputIsNotFollowed() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("line ").append(i).append('\n');
    }
    Listener listener = follow(OutputMode.FAILED, new Pieces(text.toString()), FAILED);
    assertThat(listener.lines()).hasSize(10).startsWith("line 90").endsWith("line 99");
  }
}
