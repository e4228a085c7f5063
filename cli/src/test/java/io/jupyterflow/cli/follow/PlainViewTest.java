package io.jupyterflow.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.follow.OneJobRun;
import io.jupyterflow.core.follow.OutputMode;
import io.jupyterflow.core.follow.RunFeed;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainViewTest {

  /// Output that can be read once.
  private static final class Forbidden implements JobLog {
    private boolean wasRead;

    @Override
    public byte[] poll() {
      if (wasRead) {
        throw new JupyterFlowException.Refused(
            "The output may not be read.", Remedy.of("ask its owner"));
      }
      wasRead = true;
      return "hello\nand".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
      return false;
    }

    @Override
    public void close() {}
  }

  private static String shown(boolean everyJob, RunSnapshot... snapshots) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    OneJobRun run = new OneJobRun(new Forbidden(), snapshots);
    try (PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);
        RunFeed feed = new RunFeed(run, snapshots[0], OutputMode.ALL)) {
      feed.subscribe(new PlainView(new TextStream(err, Style.PLAIN), Clock.systemUTC(), everyJob));
      feed.read();
      for (int i = 1; i < snapshots.length; i++) {
        feed.await(Duration.ZERO);
        feed.read();
      }
      feed.finish();
    }
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theReasonWhyAJobWaitsIsShownOnce() {
    for (boolean everyJob : new boolean[] {true, false}) {
      String shown =
          shown(
              everyJob,
              OneJobRun.queued(1, ""),
              OneJobRun.queued(2, "no room"),
              OneJobRun.queued(3, "no room"),
              OneJobRun.queued(4, ""));
      assertThat(shown).isEqualTo("a queued: no room\n");
    }
  }

  @Test
  void theReasonWhyOutputCanNotBeReadIsShownWithWhatToDo() {
    String shown = shown(true, OneJobRun.at(1, JobState.RUNNING, RunState.RUNNING));
    assertThat(shown.lines())
        .containsExactly(
            "a running", "a | hello", "The output may not be read. Ask its owner", "a | and");
  }
}
