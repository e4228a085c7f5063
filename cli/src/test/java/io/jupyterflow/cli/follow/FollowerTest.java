package io.jupyterflow.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.cli.terminal.Size;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.Terminal;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.cli.terminal.VirtualTerminal;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.UnaskedEngine;
import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.follow.OutputMode;
import io.jupyterflow.core.follow.RunFeed;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// The screen of a run that can no longer be followed.
class FollowerTest {

  private static final String FOOTER = "Ctrl-C stops the run";
  private static final Size SIZE = new Size(80, 24);
  private static final RunSnapshot RUN = running();

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final BlockingQueue<FollowSignal> cues = new LinkedBlockingQueue<>();

  private static RunSnapshot running() {
    return RunSnapshotBuilder.of("a-1")
        .engine("argo")
        .startedAt(Instant.EPOCH)
        .job(
            JobSnapshotBuilder.of("a", JobState.RUNNING)
                .attempt(AttemptBuilder.of(1, JobState.RUNNING).startedAt(Instant.EPOCH)))
        .build();
  }

  private static JupyterFlowException unreachable() {
    return new JupyterFlowException.Unreachable("no cluster", new IOException("refused"));
  }

  /// An engine of a run that goes on, and can't be stopped.
  private static Engine engine(JobLog log) {
    return new UnaskedEngine() {
      @Override
      public JobLog log(String id, String job, boolean follow) {
        return log;
      }

      @Override
      public Optional<RunUpdate> watch(String id, long revision, Duration patience) {
        return Optional.empty();
      }

      @Override
      public void stop(String id) {
        throw unreachable();
      }
    };
  }

  /// The output of a job, which can be read a few times.
  private static final class Breaking implements JobLog {
    private int left;

    Breaking(int reads) {
      this.left = reads;
    }

    @Override
    public byte[] poll() {
      if (left-- == 0) {
        throw new JupyterFlowException.NotFound("deleted");
      }
      return new byte[0];
    }

    @Override
    public boolean isComplete() {
      return false;
    }

    @Override
    public void close() {}
  }

  private record Fixed() implements Terminal {
    @Override
    public boolean isOutput() {
      return true;
    }

    @Override
    public boolean isError() {
      return true;
    }

    @Override
    public boolean isDrawable() {
      return true;
    }

    @Override
    public Optional<String> outputFile() {
      return Optional.empty();
    }

    @Override
    public Size size() {
      return SIZE;
    }
  }

  private void follow(JobLog log) {
    try (PrintStream err = new PrintStream(sent, true, StandardCharsets.UTF_8);
        RunFeed feed = new RunFeed(engine(log), RUN, OutputMode.ALL)) {
      TextStream screen = new TextStream(err, Style.PLAIN);
      RunView view = new LiveView(screen, Clock.systemUTC(), new Fixed(), feed, FOOTER);
      new Follower(engine(log), view, feed, cues, true).follow();
    }
  }

  private List<String> screen() {
    assertThat(sent.toString(StandardCharsets.UTF_8)).as("sent").contains(FOOTER);
    VirtualTerminal terminal = new VirtualTerminal(SIZE.columns(), SIZE.rows());
    terminal.feed(sent.toString(StandardCharsets.UTF_8));
    return terminal.text();
  }

  @Test
  void aStopThatFailsTakesTheFooterAway() {
    cues.add(FollowSignal.INTERRUPT);

    assertThatThrownBy(() -> follow(new Breaking(-1)))
        .isInstanceOf(JupyterFlowException.Unreachable.class);

    assertThat(screen()).noneMatch(line -> line.contains(FOOTER)).anyMatch(l -> l.contains("a-1"));
  }

  @Test
  void anOutputThatIsThereNoLongerTakesTheFooterAway() {
    assertThatThrownBy(() -> follow(new Breaking(1)))
        .isInstanceOf(JupyterFlowException.NotFound.class);

    assertThat(screen()).noneMatch(line -> line.contains(FOOTER)).anyMatch(l -> l.contains("a-1"));
  }
}
