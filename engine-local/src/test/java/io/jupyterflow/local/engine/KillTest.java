package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessStat;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of the run folder, at random moments: whatever of ours is killed, nothing that
/// finished runs again and nothing is forgotten. The short form of `bench/kill9`.
final class KillTest {

  private static final int JOBS = 40;
  private static final int ROUNDS = 8;
  private static final String SAYS = "$JUPYTERFLOW_JOB $JUPYTERFLOW_ATTEMPT";

  @TempDir Path home;
  @TempDir Path work;
  private final ProcessTable processes = ProcessTable.ofThisMachine();

  private Path effects() {
    return work.resolve("effects");
  }

  @Test
  void killingAtRandomMomentsRepeatsAndForgetsNothing() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("KillTest seed " + seed);
    Random random = new Random(seed);
    LocalEngine engine = UsersEngine.of(home, work);
    Files.createFile(effects());
    String id =
        engine
            .prepare(plan(), engine.capture(), SubmitOptionsBuilder.defaults().width(4).build())
            .submit()
            .id();
    RunFolder folder = new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
    for (int round = 0; round < ROUNDS; round++) {
      long from = Files.size(effects());
      long more = random.nextInt(4) == 0 ? 0 : random.nextInt(400);
      Until.holds(
          "seed " + seed + ", round " + round,
          () ->
              engine.run(id).state().isTerminal()
                  || (isOwned(folder) && Files.size(effects()) >= from + more));
      kill(folder, id, random.nextBoolean());
    }

    Until.holds("seed " + seed, () -> engine.run(id).state().isTerminal());

    check(engine.run(id), "seed " + seed);
  }

  /// Two stages; each job of the second needs one of the first.
  private static Plan plan() {
    List<Job> jobs = new ArrayList<>();
    for (int stage = 1; stage <= 2; stage++) {
      for (int i = 0; i < JOBS; i++) {
        String text =
            "echo begin "
                + SAYS
                + " >>effects; sleep 0.0"
                + i % 10
                + "; echo end "
                + SAYS
                + " >>effects";
        List<String> needs = stage == 1 ? List.of() : List.of("first-" + i);
        Job job = Job.of((stage == 1 ? "first-" : "second-") + i, new Command.Shell(text), needs);
        jobs.add(
            job.withRetries(
                new Retries(1000, Set.of(RetryCause.LOST), Duration.ZERO, BigDecimal.ONE)));
      }
    }
    return new Plan("kill", jobs);
  }

  private boolean isOwned(RunFolder folder) throws IOException {
    return new Leases(folder, processes).isOwned();
  }

  /// Kills the supervisor; if everything is to die also the launchers and what they run.
  private void kill(RunFolder folder, String id, boolean everything) throws IOException {
    Leases leases = new Leases(folder, processes);
    if (leases.isOwned()) {
      leases
          .owner(leases.latestEpoch())
          .ifPresent(owner ->
              ProcessHandle.of(owner.process().pid()).ifPresent(ProcessHandle::destroyForcibly));
      Until.holds("the supervisor's death", () -> !leases.isOwned());
    }
    for (ProcessStat process : everything ? processes.all() : List.<ProcessStat>of()) {
      if (processes.environment(process.pid()).contains("\0JUPYTERFLOW_RUN=" + id + "\0")) {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private void check(RunSnapshot run, String seed) throws IOException {
    List<String> lines = Files.readAllLines(effects());
    assertThat(lines).as(seed + ": each attempt begins and ends once").doesNotHaveDuplicates();
    assertThat(run.state()).as(seed).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.jobs()).as(seed).hasSize(2 * JOBS);
    Set<String> ended = new HashSet<>();
    for (String line : lines) {
      String job = line.split(" ", -1)[1];
      if (line.startsWith("end ")) {
        ended.add(job);
      } else if (job.startsWith("second-")) {
        assertThat(ended).as(seed).contains(job.replace("second-", "first-"));
      }
    }
    RunFolder folder = new RunFolder(home.resolve(".jupyterflow/runs").resolve(run.id()));
    for (JobSnapshot job : run.jobs()) {
      int attempts = job.attempts().size();
      assertThat(lines).as(seed).contains("end " + job.name() + " " + attempts);
      assertThat(folder.attempt(job.name(), attempts + 1).path()).as(seed).doesNotExist();
      for (int attempt = 1; attempt <= attempts; attempt++) {
        assertThat(folder.attempt(job.name(), attempt).exitCode().orElse(-1) == 0)
            .as("%s: %s succeeded in attempt %s of %s", seed, job.name(), attempt, attempts)
            .isEqualTo(attempt == attempts);
      }
    }
  }
}
