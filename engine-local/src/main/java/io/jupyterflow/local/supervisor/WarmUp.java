package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.runfolder.AttemptFolder;
import io.jupyterflow.local.schedule.Capacity;
import io.jupyterflow.local.schedule.ResourceClaim;
import io.jupyterflow.local.schedule.Schedule;
import io.jupyterflow.local.spawn.JobLauncher;
import io.jupyterflow.local.spawn.Posix;
import io.jupyterflow.local.spawn.Spawner;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Does once for nobody what each job will need, while a supervisor waits to be told its run: what
/// Java does only when code runs for the first time is then done, and not just before the first
/// job. Touches no file and leaves no process.
final class WarmUp {

  private static final String PLAN =
      "{\"apiVersion\":\"jupyterflow/v1\",\"kind\":\"Plan\",\"name\":\"a\",\"jobs\":["
          + "{\"name\":\"a\",\"origin\":\"a\",\"command\":[\"a\"],\"needs\":[],"
          + "\"parameters\":{\"x\":\"1\"},\"env\":{},\"resources\":{}},"
          + "{\"name\":\"b\",\"origin\":\"b\",\"command\":[\"b\"],\"needs\":[\"a\"],"
          + "\"parameters\":{},\"env\":{},\"resources\":{}}]}";

  private static final Path NOWHERE = Path.of("/dev/null/nowhere");

  private WarmUp() {}

  /// A process that can't begin, because its working directory can't be.
  static void spawn(Posix posix) {
    new Spawner(posix, JobLauncher.SHELL, NOWHERE.toString())
        .spawn(List.of("sh"), List.of(), List.of());
  }

  /// The life of a job, in memory.
  static void run() {
    Plan plan = PlanDocument.read(new ByteArrayInputStream(PLAN.getBytes(StandardCharsets.UTF_8)));
    RunStatus status = new RunStatus(plan, Set.of(), null);
    status.apply(new RunEvent.Owned(1, 1, "", List.of()));
    Capacity capacity = new Capacity(1, 1, List.of());
    Schedule schedule = new Schedule(1, capacity);
    for (int job : status.takeQueued()) {
      schedule.add(
          job,
          ResourceClaim.of(plan.jobs().get(job), List.of(), Resources.UNSTATED, capacity, 1, true));
    }
    Schedule.Turn turn = schedule.next().orElseThrow();
    status.apply(new RunEvent.Started(2, "a", 1, List.of()));
    RunningAttempt one =
        new RunningAttempt(
            turn.job(),
            plan.jobs().get(turn.job()),
            1,
            new AttemptFolder(NOWHERE),
            turn.demand(),
            turn.gpus());
    AttemptOutcome verdict = AttemptOutcome.of(one, new RunningAttempt.Result.Exited(0), null);
    status.apply(
        new RunEvent.Ended(
            3, "a", 1, verdict.state(), verdict.exitCode(), verdict.cause(), verdict.message(), 0));
    schedule.release(turn.demand(), turn.gpus());
    if (status.count(JobState.SUCCEEDED) != 1) {
      throw new IllegalStateException("a job that succeeded has not");
    }
  }
}
