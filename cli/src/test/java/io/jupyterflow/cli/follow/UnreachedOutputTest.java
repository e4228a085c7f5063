package io.jupyterflow.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Output that can't be reached, and who waits for it.
class UnreachedOutputTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> notes = new ArrayList<>();

  private void print(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Output that can't be reached, for some time or for ever.
  private static final class Away implements JobLog {
    private final String job;
    private int left;
    private boolean said;
    private int closed;

    /// @param left how often it is asked for in vain
    Away(String job, int left) {
      this.job = job;
      this.left = left;
    }

    @Override
    public byte[] poll() {
      if (left > 0) {
        left--;
        throw new JupyterFlowException.Unreachable(job + " is away", new IOException("refused"));
      }
      byte[] bytes = (said ? "" : "back\n").getBytes(StandardCharsets.UTF_8);
      said = true;
      return bytes;
    }

    @Override
    public boolean isComplete() {
      return said;
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private LogPrinter reading(RunSnapshot run, UnaryOperator<RunSnapshot> news, JobLog... logs) {
    return new LogPrinter(
        (job, _) -> logs[Integer.parseInt(job.substring("job-".length()))],
        news,
        run,
        this::print,
        notes::add,
        Style.PLAIN,
        Duration.ZERO);
  }

  @Test
  void logsWithoutFollowDoNotWaitForUnreachableOutput() {
    RunSnapshot over = LogPrinterTest.run(JobState.SUCCEEDED, RunState.SUCCEEDED, 1);
    for (boolean follow : new boolean[] {true, false}) {
      Away log = new Away("job-0", Integer.MAX_VALUE);

      assertThatThrownBy(() -> reading(over, known -> known, log).raw(0, follow, out::writeBytes))
          .isInstanceOf(JupyterFlowException.Unreachable.class)
          .hasMessage("job-0 is away");
      assertThat(log.closed).as("closed, follow %s", follow).isOne();
    }
    assertThat(notes).isEmpty();
  }

  @Test
  void unreachableOutputOfAnEndedRunIsReportedAndTheRestIsPrinted() {
    RunSnapshot over = LogPrinterTest.run(JobState.SUCCEEDED, RunState.SUCCEEDED, 2);
    for (boolean follow : new boolean[] {true, false}) {
      out.reset();
      notes.clear();
      Away log = new Away("job-0", Integer.MAX_VALUE);

      assertThat(
              reading(over, known -> known, log, new LogPrinterTest.Coming("fine\n"))
                  .prefixed(List.of(0, 1), follow))
          .containsInstanceOf(JupyterFlowException.Unreachable.class);
      assertThat(said()).isEqualTo("job-1 | fine\n");
      assertThat(notes).containsExactly("job-0 is away");
      assertThat(log.closed).as("closed, follow %s", follow).isOne();
    }
  }

  @Test
  void outputThatCanNotBeOpenedIsReportedAndTheRestIsPrinted() {
    for (boolean follow : new boolean[] {true, false}) {
      out.reset();
      notes.clear();
      LogPrinter reading =
          new LogPrinter(
              (job, _) -> {
                if (job.equals("job-0")) {
                  throw new JupyterFlowException.Unreachable("no cluster", new IOException());
                }
                return new LogPrinterTest.Coming("kept\n");
              },
              known -> known,
              LogPrinterTest.run(JobState.SUCCEEDED, RunState.SUCCEEDED, 2),
              this::print,
              notes::add,
              Style.PLAIN,
              Duration.ZERO);

      assertThat(reading.prefixed(List.of(0, 1), follow))
          .containsInstanceOf(JupyterFlowException.Unreachable.class);
      assertThat(said()).isEqualTo("job-1 | kept\n");
      assertThat(notes).containsExactly("no cluster");
    }
  }

  @Test
  void afterSeveralUnreachableOutputsNoMoreAreTried() {
    List<String> opened = new ArrayList<>();
    LogPrinter reading =
        new LogPrinter(
            (job, _) -> {
              opened.add(job);
              return new Away(job, Integer.MAX_VALUE);
            },
            known -> known,
            LogPrinterTest.run(JobState.SUCCEEDED, RunState.SUCCEEDED, 50),
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ZERO);

    assertThatThrownBy(() -> reading.prefixed(IntStream.range(0, 50).boxed().toList(), false))
        .isInstanceOf(JupyterFlowException.Unreachable.class)
        .hasMessage("job-2 is away");
    assertThat(opened).hasSize(3);
    assertThat(notes).containsExactly("job-0 is away", "job-1 is away");
  }

  @Test
  void aMachineThatIsAwayHidesNoOtherOutput() {
    RunSnapshot over = LogPrinterTest.run(JobState.SUCCEEDED, RunState.SUCCEEDED, 6);
    LogPrinter reading =
        new LogPrinter(
            (job, _) ->
                job.equals("job-0") || job.equals("job-5")
                    ? new LogPrinterTest.Coming("fine\n")
                    : new Away(job, Integer.MAX_VALUE),
            known -> known,
            over,
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ZERO);

    assertThat(reading.prefixed(List.of(0, 1, 2, 3, 4, 5), false)).isPresent();
    assertThat(said()).isEqualTo("job-0 | fine\njob-5 | fine\n");
    assertThat(notes).hasSize(4);
  }

  @Test
  void aFollowerSeesOnceWhatIsWaitedFor() {
    RunSnapshot running = LogPrinterTest.run(JobState.RUNNING, RunState.RUNNING, 1);
    reading(running, known -> known, new Away("job-0", 5)).raw(0, true, out::writeBytes);
    assertThat(said()).isEqualTo("back\n");
    assertThat(notes).containsExactly("Waiting for output: job-0 is away");

    out.reset();
    notes.clear();
    RunSnapshot two = LogPrinterTest.run(JobState.RUNNING, RunState.RUNNING, 2);
    assertThat(
            reading(two, known -> known, new Away("job-0", 5), new Away("job-1", 3))
                .prefixed(List.of(0, 1), true))
        .isEmpty();
    assertThat(said()).isEqualTo("job-1 | back\njob-0 | back\n");
    assertThat(notes).containsExactly("Waiting for output: job-0 is away");
  }

  @Test
  void aFollowerSeesOnceThatTheStateOfTheRunIsUnknown() {
    RunSnapshot running = LogPrinterTest.run(JobState.RUNNING, RunState.RUNNING, 1);
    RunSnapshot silent =
        LogPrinterTest.run(JobState.RUNNING, RunState.UNKNOWN, 1, "the cluster is silent");
    List<RunSnapshot> news = new ArrayList<>(List.of(silent, silent, silent, running, silent));
    new LogPrinter(
            (job, _) -> new Away(job, 3),
            known -> news.isEmpty() ? running : news.removeFirst(),
            running,
            this::print,
            notes::add,
            Style.PLAIN,
            Duration.ofHours(1))
        .raw(0, true, out::writeBytes);

    assertThat(said()).isEqualTo("back\n");
    assertThat(notes).containsExactly("the cluster is silent");
    assertThat(news).as("news after it came back").hasSize(2);
  }
}
