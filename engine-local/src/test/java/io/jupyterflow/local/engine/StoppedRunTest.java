package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.JobFolderName;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are stopped while no job of them runs.
final class StoppedRunTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  @TempDir Path work;

  private final ProcessTable processes = ProcessTable.ofThisMachine();

  private static Job job(String name, String text, String... needs) {
    return Job.of(name, new Command.Shell(text), List.of(needs));
  }

  private boolean isLeft(String id) {
    String variable = "\0JUPYTERFLOW_RUN=" + id + "\0";
    return processes.all().stream()
        .anyMatch(p -> processes.environment(p.pid()).contains(variable));
  }

  @Test
  void jobsThatDidNotBeginAreStoppedAndNoProcessIsLeft() throws IOException {
    LocalEngine engine = UsersEngine.of(home, work);
    String id =
        engine
            .prepare(
                new Plan(
                    "p",
                    List.of(
                        job(
                            "leaver",
                            "setsid sh -c 'trap \"\" TERM; touch up; sleep 300' &"
                                + " until test -e go; do sleep 0.02; done"),
                        job("next", "true", "leaver"),
                        job("last", "true", "next"))),
                engine.capture(),
                SubmitOptions.DEFAULT)
            .submit()
            .id();
    Until.holds("the daemon", () -> Files.exists(work.resolve("up")));
    // No folder can be made where a file lies, so the second job has to wait.
    Files.createFile(
        home.resolve(".jupyterflow/runs/" + id + "/jobs").resolve(JobFolderName.of("next")));
    Files.createFile(work.resolve("go"));
    Finish.when(engine, id, PATIENCE, run -> run.message().contains("can't be written"));

    engine.stop(id);
    RunSnapshot run = Finish.of(engine, id, PATIENCE);

    assertThat(isLeft(id)).isFalse();
    assertThat(run.state()).isEqualTo(RunState.STOPPED);
    assertThat(run.jobs())
        .extracting(JobSnapshot::state)
        .containsExactly(JobState.SUCCEEDED, JobState.STOPPED, JobState.STOPPED);
  }

  /// Asks for the end of a run, in a process of its own, and prints what came of it.
  static final class Asking {
    public static void main(String[] words) {
      try {
        UsersEngine.of(Path.of(words[0]), Path.of(words[1])).stop(words[2]);
        System.out.println("asked");
      } catch (JupyterFlowException.Refused e) {
        System.out.println(e);
      }
    }
  }

  @Test
  void aStopWithoutDiskSpaceIsReportedAndLeavesNothing() throws Exception {
    LocalEngine engine = UsersEngine.of(home, work);
    String id =
        engine
            .prepare(
                new Plan("p", List.of(job("long", "touch up; sleep 300"))),
                engine.capture(),
                SubmitOptions.DEFAULT)
            .submit()
            .id();
    Until.holds("the job", () -> Files.exists(work.resolve("up")));
    Path inbox = home.resolve(".jupyterflow/runs").resolve(id).resolve("inbox");

    String said = withoutRoom(id);
    List<Path> left = files(inbox);
    engine.stop(id);

    assertThat(Finish.of(engine, id, PATIENCE).state()).isEqualTo(RunState.STOPPED);
    assertThat(said)
        .contains("The run '" + id + "' can't be asked to stop, and goes on: " + inbox)
        .contains("free some space", "<stop-run " + id);
    assertThat(left).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /// What a process says that asks for the end of a run and may write to no file: as on a full
  /// disk, one can be made, and takes nothing.
  private String withoutRoom(String id) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 0; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Asking.class.getName()));
    command.addAll(List.of(home.toString(), work.toString(), id));
    Process asking = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = asking.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      asking.waitFor();
    }
  }
}
