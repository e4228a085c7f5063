package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineContract;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessStat;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract on real processes, and what only this engine promises: that killing any of its own
/// processes loses nothing and repeats nothing.
final class LocalEngineTest extends EngineContract {

  @TempDir Path home;
  @TempDir Path work;

  private final ProcessTable processes = ProcessTable.ofThisMachine();
  private LocalEngine engine;

  @BeforeEach
  void begin() {
    engine = another();
  }

  @AfterEach
  void leaveNothing() {
    for (String id : engine.ids()) {
      engine.stop(id);
      finish(id);
      awaitNoSupervisor(id);
    }
  }

  @Override
  protected Engine engine() {
    return engine;
  }

  private LocalEngine another() {
    return new LocalEngine(variables(), work, Clock.systemUTC());
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("HOME", home.toString());
    return variables;
  }

  private RunFolder folder(String id) {
    return new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
  }

  private long supervisor(String id) throws IOException {
    Leases leases = new Leases(folder(id), processes);
    return leases.owner(leases.latestEpoch()).orElseThrow().process().pid();
  }

  private void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Until.holds(
        "the end of the process", () -> processes.stat(pid).filter(ProcessStat::isAlive).isEmpty());
  }

  private void awaitNoSupervisor(String id) {
    Until.holds(
        "the run as expected",
        () ->
            processes.all().stream()
                .noneMatch(p -> commandLine(p.pid()).contains(folder(id).path() + "\0")));
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    } catch (IOException gone) {
      return "";
    }
  }

  private List<ProcessStat> processesOf(String id) {
    return processes.all().stream()
        .filter(p -> processes.environment(p.pid()).contains("\0JUPYTERFLOW_RUN=" + id + "\0"))
        .toList();
  }

  // ---- death of the supervisor

  @Test
  void killedSupervisorLosesAndRepeatsNothing() throws IOException {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      jobs.add(shell("job-" + i, "echo ran >>ran-" + i + "; sleep 0.3; echo done"));
    }
    String id = submit(new Plan("many", jobs));
    for (int kills = 0; kills < 3; kills++) {
      int wanted = kills * 2 + 1;
      await(id, run -> run.summary().count(JobState.SUCCEEDED) >= wanted);
      kill(supervisor(id));
    }

    RunSnapshot run = finish(id);

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    for (int i = 0; i < 8; i++) {
      assertThat(Files.readString(work.resolve("ran-" + i))).isEqualTo("ran\n");
      assertThat(job(run, "job-" + i).attempts()).hasSize(1);
    }
    assertThat(Files.exists(folder(id).owner(4))).isTrue();
  }

  @Test
  void listingRunsTakesOverWhatHasNoOwner() throws IOException {
    String id = submit(plan(shell("long", "touch up; sleep 1; echo end")));
    Until.holds("the job to begin", () -> Files.exists(work.resolve("up")));
    kill(supervisor(id));

    LocalEngine other = another();
    assertThat(other.runs()).hasSize(1);

    Until.holds("the second supervisor", () -> Files.exists(folder(id).owner(2)));
    RunSnapshot run = finish(id);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(job(run, "long").attempts()).hasSize(1);
  }

  @Test
  void jobThatEndsWhileNobodyWatchesIsKnown() throws IOException {
    String id = submit(plan(shell("seven", "touch up; sleep 0.5; exit 7")));
    Until.holds("the job to begin", () -> Files.exists(work.resolve("up")));
    kill(supervisor(id));
    Until.holds("the exit code", () -> folder(id).attempt("seven", 1).exitCode().isPresent());

    RunSnapshot run = finish(id);

    assertThat(job(run, "seven").exitCode()).contains(7);
    assertThat(job(run, "seven").attempts()).hasSize(1);
  }

  private long launcher(String id, String job) throws IOException {
    String started = folder(id).attempt(job, 1).launcher().orElseThrow();
    return Long.parseLong(started.strip().split(" ", -1)[2]);
  }

  @Test
  void killedLauncherIsLostAndRetriedOnlyIfAsked() throws IOException {
    String id =
        submit(
            plan(
                shell("once", "echo x >>once; sleep 300"),
                retried(
                    shell("again", "test $JUPYTERFLOW_ATTEMPT = 2 || { touch up; sleep 300; }"),
                    times(1, RetryCause.LOST))),
            SubmitOptionsBuilder.defaults().width(2).build());
    Until.holds(
        "both jobs to begin",
        () -> Files.exists(work.resolve("once")) && Files.exists(work.resolve("up")));
    kill(launcher(id, "once"));
    kill(launcher(id, "again"));

    RunSnapshot run = finish(id);

    assertThat(job(run, "once").state()).isEqualTo(JobState.LOST);
    assertThat(job(run, "again").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job(run, "again").attempts()).hasSize(2);
    assertThat(Files.readString(work.resolve("once"))).isEqualTo("x\n");
    Until.holds("the end of its processes", () -> processesOf(id).isEmpty());
  }

  // ---- stop

  @Test
  void stopLeavesNoProcessNotEvenDaemons() {
    String id =
        submit(
            plan(
                shell("leaver", "setsid sh -c 'trap \"\" TERM; sleep 300' & exit 0"),
                shell("wiper", "setsid env -i sh -c 'sleep 300; :' & sleep 300", "leaver")));
    await(id, run -> job(run, "wiper").state() == JobState.RUNNING);

    engine.stop(id);
    RunSnapshot run = finish(id);

    assertThat(run.state()).isEqualTo(RunState.STOPPED);
    assertThat(job(run, "leaver").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(processesOf(id)).isEmpty();
  }

  @Test
  void adoptedRunCanBeStopped() throws IOException {
    String id = submit(plan(shell("long", "touch up; sleep 300")));
    Until.holds("the job to begin", () -> Files.exists(work.resolve("up")));
    kill(supervisor(id));

    another().stop(id);
    RunSnapshot run = finish(id);

    assertThat(run.state()).isEqualTo(RunState.STOPPED);
    assertThat(processesOf(id)).isEmpty();
  }

  @Test
  void garbageInTheInboxIsPutAside() throws IOException {
    String id = submit(plan(shell("long", "touch up; sleep 300")));
    Until.holds("the job to begin", () -> Files.exists(work.resolve("up")));
    Files.writeString(folder(id).inbox().resolve("junk"), "\0what?");

    RunSnapshot told = await(id, run -> run.message().contains("put aside"));

    assertThat(told.state()).isEqualTo(RunState.RUNNING);
    assertThat(folder(id).inbox()).isEmptyDirectory();
  }

  // ---- surroundings

  @Test
  void twoTerminalsSeeTheSame() {
    String id = submit(plan(shell("a", "echo a"), shell("b", "echo b", "a")));
    LocalEngine other = another();

    RunSnapshot mine = finish(id);

    Until.holds("the end of the run", () -> other.run(id).state().isTerminal());
    assertThat(other.run(id)).isEqualTo(mine);
    assertThat(Files.exists(folder(id).owner(2))).isFalse();
  }

  @Test
  void homeThatCanNotBeWrittenIsRefused() throws IOException {
    Path file = Files.createFile(work.resolve("no-folder"));
    Map<String, String> variables = variables();
    variables.put("HOME", file.toString());
    LocalEngine homeless = new LocalEngine(variables, work, Clock.systemUTC());

    assertThatThrownBy(() -> submitTo(homeless, plan(shell("a", "true"))))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains(file.toString())
        .contains("HOME");
  }

  @Test
  void secretsNeverReachTheDisk() throws IOException {
    Map<String, String> variables = variables();
    variables.put("MY_TOKEN", "s3cr3t-value");
    LocalEngine secretive = new LocalEngine(variables, work, Clock.systemUTC());
    String id = submitTo(secretive, plan(shell("uses", "test \"$MY_TOKEN\" = s3cr3t-value")));

    RunSnapshot run = finish(id);

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Files.readString(folder(id).environment()))
        .contains("MY_TOKEN")
        .doesNotContain("s3cr3t-value");
  }

  @Test
  void widthBoundsHowManyRun() {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      jobs.add(shell("j-" + i, "mkdir slot 2>/dev/null || exit 1; sleep 0.1; rmdir slot"));
    }

    RunSnapshot run =
        finish(submit(new Plan("narrow", jobs), SubmitOptionsBuilder.defaults().width(1).build()));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void eachJobGetsItsOwnDevices() {
    Map<String, String> variables = variables();
    variables.put("CUDA_VISIBLE_DEVICES", "3,5");
    LocalEngine gpus = new LocalEngine(variables, work, Clock.systemUTC());
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      jobs.add(
          shell(
                  "g-" + i,
                  "mkdir gpu-$CUDA_VISIBLE_DEVICES && sleep 0.2 && rmdir gpu-$CUDA_VISIBLE_DEVICES")
              .withResources(new Resources(null, null, 1)));
    }
    jobs.add(shell("plain", "echo $CUDA_VISIBLE_DEVICES"));
    String id =
        gpus.prepare(
                new Plan("gpus", jobs),
                gpus.capture(),
                SubmitOptionsBuilder.defaults().width(8).build())
            .submit()
            .id();

    RunSnapshot run = finish(id);

    assertThat(run.jobs()).extracting(JobSnapshot::state).containsOnly(JobState.SUCCEEDED);
    assertThat(output(id, "plain")).isEqualTo("3,5\n");
  }

  @Test
  void programsWinOverBuiltinsAndOddVariablesSurvive() {
    Map<String, String> variables = variables();
    variables.put("my.key", "a b");
    LocalEngine odd = new LocalEngine(variables, work, Clock.systemUTC());
    String id =
        submitTo(
            odd,
            plan(
                exec("echo", List.of("echo", "-e", "a\\tb")),
                exec("env", List.of("env")),
                exec("exit", List.of("exit", "0")),
                exec("missing", List.of("no-such-program-anywhere"))));

    RunSnapshot run = finish(id);

    assertThat(output(id, "echo")).isEqualTo("a\tb\n");
    assertThat(output(id, "env")).contains("my.key=a b\n");
    assertThat(job(run, "exit").exitCode()).contains(127);
    assertThat(job(run, "missing").exitCode()).contains(127);
    assertThat(job(run, "missing").message()).contains("not found");
  }

  @Test
  void clockThatJumpsBackMakesNoNegativeTimes() {
    String id = submit(plan(shell("a", "true")));
    finish(id);
    Clock past = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    LocalEngine early = new LocalEngine(variables(), work, past);

    RunSnapshot run = finish(submitTo(early, plan(shell("a", "true"))));

    assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt());
    assertThat(early.ids().getFirst()).isEqualTo(run.id());
  }

  @Test
  void longNamesHaveFolders() throws IOException {
    String name = "가".repeat(120);
    RunSnapshot run = finish(plan(shell(name, "echo here")));

    assertThat(output(run.id(), name)).isEqualTo("here\n");
    assertThat(Files.readString(folder(run.id()).job(name).resolve("name"))).isEqualTo(name + "\n");
  }

  @Test
  void jobsInheritNothingButStandardStreams() {
    RunSnapshot run = finish(plan(shell("fds", "ls /proc/self/fd | wc -l; cat")));

    // 0, 1, 2 and the one that ls itself has open.
    assertThat(output(run.id(), "fds").strip()).isEqualTo("4");
  }
}
