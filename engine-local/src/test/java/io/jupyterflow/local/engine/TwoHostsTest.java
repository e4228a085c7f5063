package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two hosts have one home. A supervisor and its job are real processes of this machine; what they
/// wrote of themselves is changed to that of another.
final class TwoHostsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  @TempDir Path work;
  private final ProcessTable processes = ProcessTable.ofThisMachine();
  private LocalEngine engine;
  private String id;
  private RunFolder folder;

  @BeforeEach
  void begin() throws IOException {
    engine = UsersEngine.of(home, work);
    String text = "until test -e go; do sleep 0.05; done; echo ran >>effects";
    Job job = Job.of("a", new Command.Shell(text), List.of());
    Retries retries =
        new Retries(3, Set.of(RetryCause.LOST, RetryCause.TIMEOUT), Duration.ZERO, BigDecimal.ONE);
    Plan plan = new Plan("p", List.of(job.withRetries(retries).withTimeout(Duration.ofHours(1))));
    id = engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();
    folder = new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
    Finish.when(engine, id, PATIENCE, run -> run.jobs().getFirst().state() == JobState.RUNNING);
    Until.holds("the launcher", () -> folder.attempt("a", 1).launcher().orElse("").endsWith("\n"));
  }

  @AfterEach
  void letTheJobEnd() throws IOException {
    Path go = work.resolve("go");
    if (!Files.exists(go)) {
      Files.createFile(go);
    }
    String mine = "\0JUPYTERFLOW_RUN=" + id + "\0";
    Until.holds(
        "the job's end",
        () ->
            processes.all().stream()
                .noneMatch(process -> processes.environment(process.pid()).contains(mine)));
  }

  /// The supervisor dies, and it and its job were on a host of this name.
  private void becomesAnotherHosts(String host) throws IOException {
    Leases leases = new Leases(folder, processes);
    long pid = leases.owner(1).orElseThrow().process().pid();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Until.holds("the supervisor's death", () -> !leases.isOwned());
    for (Path file : List.of(folder.owner(1), folder.attempt("a", 1).started())) {
      String said = Files.readString(file).replace(processes.boot(), "another-boot");
      if (file.equals(folder.owner(1))) {
        said = said.substring(0, said.lastIndexOf(' ')) + " " + host + "\n";
      }
      Files.writeString(file, said);
    }
    Files.setLastModifiedTime(folder.owner(1), FileTime.fromMillis(0));
  }

  private RunSnapshot waits() {
    return Finish.when(engine, id, PATIENCE, run -> run.message().contains("the host far"));
  }

  @Test
  void aJobThatMayRunOnAnotherHostIsNotStartedTwice() throws IOException {
    becomesAnotherHosts("far");

    RunSnapshot waiting = waits();
    assertThat(waiting.message())
        .contains("a runs on the host far, or did")
        .contains("jupyterflow stop " + id);
    assertThat(waiting.jobs().getFirst().state()).isEqualTo(JobState.RUNNING);
    Files.createFile(work.resolve("go"));

    RunSnapshot end = Finish.of(engine, id, PATIENCE);
    assertThat(end.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(end.message()).isEmpty();
    assertThat(end.jobs().getFirst().attempts()).hasSize(1);
    assertThat(work.resolve("effects")).hasContent("ran\n");
  }

  @Test
  void stopEndsSuchARun() throws IOException {
    becomesAnotherHosts("far");
    waits();

    engine.stop(id);

    RunSnapshot end = Finish.of(engine, id, PATIENCE);
    assertThat(end.state()).isEqualTo(RunState.STOPPED);
    assertThat(end.jobs().getFirst().attempts()).hasSize(1);
  }

  @Test
  void jobsFromBeforeARebootAreLost() throws IOException {
    becomesAnotherHosts(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());

    RunSnapshot again =
        Finish.when(engine, id, PATIENCE, run -> run.jobs().getFirst().attempts().size() == 2);
    assertThat(again.jobs().getFirst().attempts().getFirst().state()).isEqualTo(JobState.LOST);
    Files.createFile(work.resolve("go"));
    assertThat(Finish.of(engine, id, PATIENCE).state()).isEqualTo(RunState.SUCCEEDED);
  }
}
