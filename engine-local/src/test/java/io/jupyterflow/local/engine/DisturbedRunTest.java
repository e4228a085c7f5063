package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs whose files lie where one would not expect them, or are damaged.
final class DisturbedRunTest {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  @TempDir Path work;

  private LocalEngine engine() {
    return UsersEngine.of(home, work);
  }

  private static Job job(String name, String text, String... needs) {
    return Job.of(name, new Command.Shell(text), List.of(needs));
  }

  @Test
  void runsMayLieOnAnotherDevice() throws IOException {
    assumeTrue(Files.isWritable(MEMORY), "there is no /dev/shm here");
    assumeTrue(
        !Files.getFileStore(MEMORY).equals(Files.getFileStore(work)), "it is the same device");
    Path elsewhere = Files.createTempDirectory(MEMORY, "jupyterflow-");
    try {
      Files.createSymbolicLink(home.resolve(".jupyterflow"), elsewhere);
      LocalEngine engine = engine();
      Plan plan = new Plan("p", List.of(job("a", "echo a >>ran"), job("b", "exit 1", "a")));
      String first = engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();
      assertThat(Finish.of(engine, first, PATIENCE).state()).isEqualTo(RunState.FAILED);

      String second =
          engine
              .prepare(
                  plan,
                  engine.capture(),
                  SubmitOptionsBuilder.defaults().reusing(first, "a").build())
              .submit()
              .id();
      RunSnapshot run = Finish.of(engine, second, PATIENCE);

      assertThat(run.job("a").orElseThrow().state()).isEqualTo(JobState.REUSED);
      assertThat(work.resolve("ran")).hasContent("a\n");
      engine.delete(first);
      engine.delete(second);
      assertThat(elsewhere.resolve("runs")).isEmptyDirectory();
      Files.delete(home.resolve(".jupyterflow"));
    } finally {
      Files.deleteIfExists(elsewhere.resolve("runs"));
      Files.delete(elsewhere);
    }
  }

  @Test
  void aRunWhoseEventsAreGoneIsUnknownAndIsNotCarriedOn() throws IOException {
    LocalEngine first = engine();
    String id =
        first
            .prepare(
                new Plan(
                    "p",
                    List.of(job("a", "echo a; touch up; sleep 600"), job("b", "touch b-ran", "a"))),
                first.capture(),
                SubmitOptions.DEFAULT)
            .submit()
            .id();
    Until.holds("the job", () -> Files.exists(work.resolve("up")));
    first.stop(id);
    assertThat(Finish.of(first, id, PATIENCE).state()).isEqualTo(RunState.STOPPED);
    RunFolder folder = new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
    Leases leases = new Leases(folder, ProcessTable.ofThisMachine());
    Until.holds("the supervisor's end", () -> !leases.isOwned());
    Files.write(folder.events(1), new byte[0]);

    LocalEngine engine = engine();
    assertThat(engine.runs())
        .extracting(run -> run.id() + " " + run.state().text())
        .containsExactly(id + " unknown");
    for (ThrowingCallable asked :
        List.<ThrowingCallable>of(
            () -> engine.run(id),
            () -> engine.watch(id, 0, Duration.ofSeconds(1)),
            () -> engine.explain(id),
            () -> engine.explain(id, "a"),
            () -> engine.metrics(id))) {
      assertThatThrownBy(asked)
          .isInstanceOf(JupyterFlowException.Refused.class)
          .asString()
          .contains(folder.path().toString())
          .contains("its events are gone")
          .contains("the output of its jobs is in jobs/");
    }
    assertThat(leases.latestEpoch()).isEqualTo(1);
    assertThat(work.resolve("b-ran")).doesNotExist();
    assertThatThrownBy(() -> engine.stop(id)).asString().contains("are gone");
    engine.delete(id);
    assertThat(folder.path()).doesNotExist();
    assertThat(engine.ids()).isEmpty();
  }

  @Test
  void aDamagedRunIsDeletedOnceNothingOfItRuns() throws IOException {
    LocalEngine first = engine();
    Plan plan = new Plan("p", List.of(job("a", "touch up; exec sleep 600")));
    String id = first.prepare(plan, first.capture(), SubmitOptions.DEFAULT).submit().id();
    Until.holds("the job", () -> Files.exists(work.resolve("up")));
    RunFolder folder = new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
    Files.writeString(folder.plan(), "{");

    LocalEngine engine = engine();
    assertThatThrownBy(() -> engine.run(id)).asString().contains("is not as it was written");
    assertThatThrownBy(() -> engine.delete(id))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("still runs. | stop it first: <stop-run " + id + ">");
    assertThat(folder.path()).exists();
    engine.stop(id);
    Leases leases = new Leases(folder, ProcessTable.ofThisMachine());
    Until.holds("the supervisor's end", () -> !leases.isOwned());
    engine.delete(id);
    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void aDamagedRunIsKeptWhileProcessesOfItsJobsRun() throws IOException {
    LocalEngine first = engine();
    Plan plan = new Plan("p", List.of(job("a", "echo $$ >pid; touch up; exec sleep 600")));
    String id = first.prepare(plan, first.capture(), SubmitOptions.DEFAULT).submit().id();
    Until.holds("the job", () -> Files.exists(work.resolve("up")));
    RunFolder folder = new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
    Leases leases = new Leases(folder, ProcessTable.ofThisMachine());
    ProcessHandle.of(leases.owner(1).orElseThrow().process().pid())
        .ifPresent(ProcessHandle::destroyForcibly);
    Until.holds("the supervisor's death", () -> !leases.isOwned());
    Files.writeString(folder.plan(), "{");
    String pid = Files.readString(work.resolve("pid")).strip();

    LocalEngine engine = engine();
    assertThatThrownBy(() -> engine.delete(id))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("Processes of the run '" + id + "' still run")
        .contains(" " + pid);
    assertThat(folder.path()).exists();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    Until.holds("the launcher's end", () -> folder.attempt("a", 1).exitCode().isPresent());
    Until.holds("nothing of it", () -> isDeleted(engine, id));
    assertThat(folder.path()).doesNotExist();
  }

  private static boolean isDeleted(LocalEngine engine, String id) {
    try {
      engine.delete(id);
      return true;
    } catch (JupyterFlowException.Refused notYet) {
      return false;
    }
  }

  @Test
  void runWithATornEventFileGoesOn() throws IOException {
    LocalEngine engine = engine();
    String id =
        engine
            .prepare(
                new Plan(
                    "p",
                    List.of(
                        job("a", "echo a >>ran; touch up; until test -e go; do sleep 0.02; done"),
                        job("b", "echo b >>ran", "a"))),
                engine.capture(),
                SubmitOptions.DEFAULT)
            .submit()
            .id();
    RunFolder folder = new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
    Until.holds("the job", () -> Files.exists(work.resolve("up")));
    Leases leases = new Leases(folder, ProcessTable.ofThisMachine());
    ProcessHandle.of(leases.owner(1).orElseThrow().process().pid())
        .ifPresent(ProcessHandle::destroyForcibly);
    Until.holds("the supervisor's death", () -> !leases.isOwned());
    Files.writeString(
        folder.events(1), "{\"at\":17,\"event\":\"ended\",\"jo", StandardOpenOption.APPEND);

    Until.holds(
        "the next supervisor",
        () -> engine.run(id).state() == RunState.RUNNING && leases.latestEpoch() == 2);
    Files.createFile(work.resolve("go"));
    RunSnapshot run = Finish.of(engine, id, PATIENCE);

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(work.resolve("ran")).hasContent("a\nb\n");
    assertThat(engine().run(id).jobs()).isEqualTo(run.jobs());
  }
}
