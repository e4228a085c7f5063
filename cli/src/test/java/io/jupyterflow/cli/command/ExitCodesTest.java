package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.Sandbox.Result;
import io.jupyterflow.cli.follow.FollowSignal;
import io.jupyterflow.cli.wiring.EngineProvider;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.local.engine.LocalDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every exit code of the program, by a command line that comes to it.
class ExitCodesTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void zeroWhenTheRunSucceeded() {
    Result result = sandbox.run("run", "-c", "true >> echo hello");
    assertThat(result.code().number()).isZero();
    assertThat(result.out()).matches("true-[a-z0-9]{5}\n");
    assertThat(result.err()).contains("echo | hello\n").contains("2 succeeded");
  }

  @Test
  void oneWhenAJobFailed() {
    Result result = sandbox.run("run", "-c", "sh -c 'echo oh no; exit 3' >> true");
    assertThat(result.code().number()).isEqualTo(1);
    assertThat(result.err()).contains("sh   | oh no").contains("why " + result.id());
  }

  @Test
  void twoWhenTheCommandLineIsNotUnderstood() {
    assertThat(sandbox.run().code().number()).isEqualTo(2);
    assertThat(sandbox.run("run", "--frob").code().number()).isEqualTo(2);
    assertThat(sandbox.run("run", "-c").code().number()).isEqualTo(2);
    assertThat(sandbox.run("run", "-c").err()).contains("-c takes a value").contains("FLOW");
    assertThat(sandbox.run("ps", "-o", "xml").code().number()).isEqualTo(2);
    assertThat(sandbox.run("run").code().number()).isEqualTo(2);
  }

  @Test
  void threeWhenTheFlowHasProblems() {
    Result result = sandbox.run("run", "-c", "true >> >> true");
    assertThat(result.code().number()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("-c:1:").contains("^");
  }

  @Test
  void threeWhenAProgramIsMissingButAPlanWithItCanBeShown() {
    Result run = sandbox.run("run", "-c", "nosuchprogram x");
    assertThat(run.code().number()).isEqualTo(3);
    assertThat(run.err()).contains("nosuchprogram");
    assertThat(sandbox.run("run", "--dry-run", "-c", "nosuchprogram x").code().number()).isZero();
  }

  @Test
  void fourWhenThereIsNoSuchRunOrFile() {
    assertThat(sandbox.run("show", "nope").code().number()).isEqualTo(4);
    assertThat(sandbox.run("show", "@last").code().number()).isEqualTo(4);
    sandbox.run("run", "-q", "-c", "true");
    assertThat(sandbox.run("show", "@lst").err()).contains("did you mean @last?");
    assertThat(sandbox.run("run", "-f", "nope.yaml").code().number()).isEqualTo(4);
  }

  @Test
  void fiveWhenTheEngineRefuses() {
    assertThat(sandbox.run("run", "-c", "true", "--engine", "argo").code().number()).isEqualTo(5);
    assertThat(sandbox.run("run", "-qc", "true", "--id", "same").code().number()).isZero();
    Result other = sandbox.run("run", "-qc", "false", "--id", "same");
    assertThat(other.code().number()).isEqualTo(5);
    assertThat(other.err()).contains("another plan");
  }

  @Test
  void deletingSeveralRunsGoesOnBehindARefusalAndTellsAll() {
    String running = sandbox.run("run", "-d", "-c", "sleep 600").id();
    String over = sandbox.run("run", "-q", "-c", "true").id();
    Result result = sandbox.run("delete", running, "nope", over);
    assertThat(result.code().number()).isEqualTo(5);
    assertThat(result.out()).isEqualTo(over + "\n");
    assertThat(result.err()).contains(running).contains("no run 'nope'");
    assertThat(sandbox.run("delete", "nope", "none").code().number()).isEqualTo(4);
    sandbox.run("stop", running);
  }

  @Test
  void twoWhenOneJobStandsWhereAWholeRunIsMeant() {
    String id = sandbox.run("run", "-d", "-c", "sleep 600").id();
    for (String command : List.of("stop", "delete", "rerun", "watch")) {
      Result result = sandbox.run(command, id + "/sleep");
      assertThat(result.code().number()).isEqualTo(2);
      assertThat(result.err()).contains("whole runs");
    }
    assertThat(sandbox.run("stop", id).out()).isEqualTo(id + " stopped\n");
  }

  @Test
  void sixWhenTheEngineCanNotBeReached() {
    sandbox.engines =
        surroundings ->
            failing(() ->
                new JupyterFlowException.Unreachable(
                    "The cluster does not answer.", new IOException()));
    Result result = sandbox.run("ps");
    assertThat(result.code().number()).isEqualTo(6);
    assertThat(result.err()).isEqualTo("jupyterflow: The cluster does not answer.\n");
  }

  @Test
  void sevenWhenTheRunWasStopped() {
    String id = sandbox.run("run", "-d", "-c", "sleep 600").id();
    assertThat(sandbox.run("stop", id).out()).isEqualTo(id + " stopped\n");
    assertThat(sandbox.run("watch", id).code().number()).isEqualTo(7);
  }

  @Test
  void seventyWhenItIsOurBugAndAReportSaysWhere() throws IOException {
    sandbox.engines = surroundings -> failing(() -> new IllegalStateException("impossible"));
    Result result = sandbox.run("run", "-c", "train.py api_key=hunter2 --password hunter3");
    assertThat(result.code().number()).isEqualTo(70);
    assertThat(result.err())
        .contains("bug in JupyterFlow")
        .doesNotContain("\tat ")
        .doesNotContain("impossible");
    assertThat(report())
        .contains("impossible")
        .contains("\tat io.jupyterflow")
        .contains("api_key=***")
        .doesNotContain("hunter");
    assertThat(sandbox.run("ps", "--debug").err()).contains("\tat io.jupyterflow");
  }

  @Test
  void aReportHasNoSecretAndIsNobodyElsesToRead() throws IOException {
    String[] words = {
      "run", "-c", "a.py --pass 'hunter 2' token:hunter3 https://u:hunter4@h \"api_key\"=hunter5"
    };
    sandbox.engines =
        surroundings ->
            failing(() -> new IllegalStateException("no 'hunter 2', hunter3, http://u:hunter6@h"));
    sandbox.run(words);
    assertThat(report()).contains("\tat io.jupyterflow", "--pass ***").doesNotContain("hunter");
    assertThat(sandbox.run("run", "--debug", words[1], words[2]).err())
        .contains("\tat io.jupyterflow")
        .doesNotContain("hunter");
    Path reports = sandbox.home.resolve(".jupyterflow/reports");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(reports)))
        .isEqualTo("rwx------");
    try (Stream<Path> all = Files.list(reports)) {
      for (Path report : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aMessageRepeatsNoSecretOfTheArguments() {
    Result result = sandbox.run("ps --pass hunter22", "--password", "hunter22");
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("***").doesNotContain("hunter22");
  }

  @Test
  void aReportGoesAmongTemporaryFilesWhereTheHomeIsNoFolder() throws IOException {
    sandbox.variables.put("HOME", "/dev/null");
    sandbox.engines = surroundings -> failing(() -> new IllegalStateException("impossible"));
    Result result = sandbox.run("ps");
    assertThat(result.code().number()).isEqualTo(70);
    String path = result.err().replaceAll("(?s).*report in (\\S+)\\.\\s.*", "$1");
    assertThat(Path.of(path)).exists();
    Files.delete(Path.of(path));
  }

  @Test
  void hundredAndThirtyWhenCtrlCStoppedIt() {
    sandbox.onError =
        text -> {
          if (text.contains("sleep running") && !text.contains("Stopping")) {
            sandbox.signal(FollowSignal.INTERRUPT);
          }
        };
    Result result = sandbox.run("run", "-c", "sleep 600");
    assertThat(result.code().number()).isEqualTo(130);
    assertThat(result.err()).contains("Stopping").contains("stopped: 1 stopped");
    assertThat(sandbox.run("ps", "-o", "name", "--state", "stopped").id()).isEqualTo(result.id());
  }

  @Test
  void aSecondCtrlCLeavesAtOnceAndTheRunStopsAllTheSame() {
    sandbox.onError =
        text -> {
          if (text.contains("sh running")) {
            sandbox.signal(FollowSignal.INTERRUPT);
          }
        };
    Result result = sandbox.run("run", "-c", "sh -c 'trap \"\" TERM; sleep 600'");
    assertThat(result.code().number()).isEqualTo(130);
    assertThat(result.err()).contains("is being stopped");
    assertThat(sandbox.run("stop", result.id()).out()).contains("stopped");
  }

  @Test
  void aSignalToUsLeavesTheRunAlone() {
    for (FollowSignal cue : List.of(FollowSignal.TERMINATE, FollowSignal.HANG_UP)) {
      sandbox.onError =
          text -> {
            if (text.contains("sleep running")) {
              sandbox.signal(cue);
            }
          };
      Result result = sandbox.run("run", "-c", "sleep 600");
      assertThat(result.code().number()).isEqualTo(cue == FollowSignal.TERMINATE ? 143 : 129);
      assertThat(result.err()).contains("goes on").contains("watch " + result.id());
      sandbox.onError = text -> {};
      assertThat(sandbox.run("ps", "--state", "running", "-o", "name").id()).isEqualTo(result.id());
      sandbox.run("stop", result.id());
    }
  }

  private static final OutputStream CLOSED =
      new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          throw new IOException("Broken pipe");
        }
      };

  /// Of every way in which results are printed.
  static Stream<String> results() {
    return Stream.of(
        "--help", "--version", "ps", "help run", "completion bash", "config -o json", "logs @last");
  }

  @ParameterizedTest
  @MethodSource("results")
  void aClosedOutputIsNoFailureAndAFullDiskIsOne(String line) {
    sandbox.run("run", "-q", "-c", "echo a");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = line.split(" ", -1);
    assertThat(sandbox.run(CLOSED, err, words)).isEqualTo(ExitCode.OK);
    assertThat(err.size()).isZero();
    // a file is closed by nobody: its disk is full
    sandbox.outputFile = "/somewhere/runs.txt";
    assertThat(sandbox.run(CLOSED, err, words)).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("/somewhere/runs.txt");
  }

  @Test
  void aDeviceThatIsFullIsAFullDisk(@TempDir Path folder) throws Exception {
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(sandbox.program("completion", "bash"))
            .redirectOutput(Path.of("/dev/full").toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(ExitCode.REFUSED.number());
    assertThat(err).content().contains("can't be written to /dev/full");
  }

  @Test
  void aRunWhoseIdCanNotBeWrittenGoesOnAndIsNamed() {
    sandbox.outputFile = "/somewhere/id.txt";
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(sandbox.run(CLOSED, err, "run", "-c", "true", "--id", "seen"))
        .isEqualTo(ExitCode.OK);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("/somewhere/id.txt", "The run seen goes on.", "seen succeeded");
    err.reset();
    assertThat(sandbox.run(CLOSED, err, "run", "-d", "-c", "true", "--id", "left"))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("The run left goes on.");
    sandbox.outputFile = null;
    assertThat(sandbox.run("watch", "-q", "left").code()).isEqualTo(ExitCode.OK);
    err.reset();
    assertThat(sandbox.run(CLOSED, err, "run", "-d", "-c", "true", "--id", "piped"))
        .isEqualTo(ExitCode.OK);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("piped\n");
    assertThat(sandbox.run("watch", "-q", "piped").code()).isEqualTo(ExitCode.OK);
  }

  private String report() throws IOException {
    try (Stream<Path> reports = Files.list(sandbox.home.resolve(".jupyterflow/reports"))) {
      return reports
          .map(report -> {
            try {
              return Files.readString(report);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .findFirst()
          .orElseThrow();
    }
  }

  private static Engines failing(Supplier<RuntimeException> failure) {
    return new Engines() {
      @Override
      public List<EngineDescriptor> descriptors() {
        return List.of(LocalDescriptor.LOCAL);
      }

      @Override
      public EngineProvider provider(String name) {
        throw failure.get();
      }

      @Override
      public List<Engine> all(Supplier<String> set) {
        throw failure.get();
      }

      @Override
      public Choice choose(String name, String instead) {
        throw failure.get();
      }
    };
  }
}
