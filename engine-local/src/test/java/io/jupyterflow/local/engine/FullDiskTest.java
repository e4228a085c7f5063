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
import io.jupyterflow.core.runfolder.AttemptFolder;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home on a device of its own that is full or read-only. Needs the right to mount.
final class FullDiskTest {

  @TempDir Path home;
  @TempDir Path work;
  private boolean mounted;
  private LocalEngine engine;

  @BeforeEach
  void mount() throws Exception {
    mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", home.toString());
    assumeTrue(mounted, "mounting a small tmpfs is not permitted here");
    engine = UsersEngine.of(home, work);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      succeeds("umount", "-l", home.toString());
    }
  }

  private static boolean succeeds(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  private static Job job(String name, String text, String... needs) {
    return Job.of(name, new Command.Shell(text), List.of(needs));
  }

  private void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(home.resolve("filler"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return;
    }
  }

  private RunSnapshot await(String id, Predicate<RunSnapshot> wanted) {
    return Finish.when(engine, id, Duration.ofSeconds(60), wanted);
  }

  @Test
  void submitOnAFullDiskIsRefused() throws IOException {
    fill();

    assertThatThrownBy(() ->
            engine
                .prepare(
                    new Plan("p", List.of(job("a", "true"))),
                    engine.capture(),
                    SubmitOptions.DEFAULT)
                .submit()
                .id())
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains(home.toString())
        .contains("free some space");
    assertThat(engine.ids()).isEmpty();
  }

  private void await(Path file) {
    Until.holds(file.toString(), () -> Files.exists(file));
  }

  private void kill(String id) throws IOException {
    RunFolder folder = new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
    Leases leases = new Leases(folder, ProcessTable.ofThisMachine());
    long pid = leases.owner(leases.latestEpoch()).orElseThrow().process().pid();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Until.holds("the supervisor's death", () -> !leases.isOwned());
  }

  @Test
  void aJobThatEndedOnAFullDiskIsNotLost() throws IOException {
    String text = "touch up; until test -e full; do sleep 0.05; done; touch over; exit 3";
    String id =
        engine
            .prepare(
                new Plan("p", List.of(job("a", text))), engine.capture(), SubmitOptions.DEFAULT)
            .submit()
            .id();
    await(work.resolve("up"));
    fill();
    kill(id);
    Files.createFile(work.resolve("full"));
    await(work.resolve("over"));
    Path attempt = home.resolve(".jupyterflow/runs").resolve(id).resolve("jobs/a/1");
    Until.holds("its status", () -> new AttemptFolder(attempt).exitCode().orElse(-1) == 3);
    assertThat(attempt.resolve("log")).isEmptyFile();
    Files.delete(home.resolve("filler"));

    RunSnapshot run = await(id, r -> r.state().isTerminal());
    assertThat(run.jobs().getFirst().state()).isEqualTo(JobState.FAILED);
    assertThat(run.jobs().getFirst().exitCode()).contains(3);
    assertThat(run.jobs().getFirst().attempts()).hasSize(1);
  }

  @Test
  void submitOnAReadOnlyHomeIsRefused() throws Exception {
    assertThat(succeeds("mount", "-o", "remount,ro", home.toString())).isTrue();

    assertThatThrownBy(() ->
            engine
                .prepare(
                    new Plan("p", List.of(job("a", "true"))),
                    engine.capture(),
                    SubmitOptions.DEFAULT)
                .submit()
                .id())
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains(home.toString())
        .contains("HOME");
  }

  @Test
  void runWaitsForSpaceAndGoesOnByItself() throws IOException {
    String id =
        engine
            .prepare(
                new Plan(
                    "p",
                    List.of(
                        job(
                            "a",
                            "touch up; until test -e "
                                + work
                                + "/full; do sleep 0.05; done; exit 0"),
                        job("b", "true"),
                        job("c", "true", "b"),
                        job("after", "echo ran >>after", "a"))),
                engine.capture(),
                SubmitOptionsBuilder.defaults().width(2).build())
            .submit()
            .id();
    await(id, run -> run.job("a").orElseThrow().state() == JobState.RUNNING);
    await(work.resolve("up"));
    await(id, run -> run.job("c").orElseThrow().state() == JobState.SUCCEEDED);
    fill();
    Files.createFile(work.resolve("full"));

    RunSnapshot blocked = await(id, run -> !run.message().isEmpty());
    assertThat(blocked.message())
        .contains("can't be written")
        .contains("Free some space on the disk " + home);
    assertThat(blocked.state()).isEqualTo(RunState.RUNNING);
    Files.delete(home.resolve("filler"));

    RunSnapshot run = await(id, r -> r.state().isTerminal());
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.job("after").orElseThrow().attempts()).hasSize(1);
    assertThat(Files.readString(work.resolve("after"))).isEqualTo("ran\n");
    assertThat(run.message()).isEmpty();
  }

  @Test
  void aJobThatCouldNotSayThatTheDiskIsFullIsToldSo() throws IOException {
    String id =
        engine
            .prepare(
                new Plan(
                    "p",
                    List.of(
                        job(
                            "a",
                            "touch up; until test -e "
                                + work
                                + "/full; do sleep 0.05; done; echo no room; exit 7"))),
                engine.capture(),
                SubmitOptions.DEFAULT)
            .submit()
            .id();
    Until.holds("the job runs", () -> Files.exists(work.resolve("up")));
    fill();
    Files.createFile(work.resolve("full"));
    RunSnapshot blocked = await(id, run -> run.state().isTerminal() || !run.message().isEmpty());
    if (!blocked.state().isTerminal()) {
      Files.delete(home.resolve("filler"));
      await(id, run -> run.state().isTerminal());
      fill();
    }

    assertThat(engine.explain(id, "a").cause()).contains("The disk that takes its output is full");
    assertThat(engine.explain(id, "a").fix().toString()).contains("df -h " + home);
  }
}
