package io.jupyterflow.argo.record;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.ExitStatus;
import io.jupyterflow.core.run.JobEndText;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.AttemptFolder;
import io.jupyterflow.core.runfolder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Concludes what happened to a run from what its jobs left in its folder: for runs that the
/// cluster forgot before anybody saw their end.
final class RecordRecovery {

  private final RunFolder folder;
  private final Map<String, JobState> states = new HashMap<>();
  private Instant last;

  private RecordRecovery(RunFolder folder, Instant created) {
    this.folder = folder;
    this.last = created;
  }

  static RunSnapshot of(RunFolder folder, Origin origin, Plan plan, String engine)
      throws IOException {
    return new RecordRecovery(folder, origin.created()).read(origin, plan, engine);
  }

  private RunSnapshot read(Origin origin, Plan plan, String engine) throws IOException {
    List<JobSnapshot> jobs = new ArrayList<>();
    Instant first = null;
    boolean allGood = true;
    boolean failed = false;
    for (Job job : plan.jobs()) {
      JobSnapshot state =
          origin.reused().contains(job.name())
              ? new JobSnapshot(job.name(), JobState.REUSED, List.of(), "")
              : job(job);
      jobs.add(state);
      states.put(job.name(), state.state());
      Instant start = state.startedAt().orElse(null);
      first = first == null || (start != null && start.isBefore(first)) ? start : first;
      allGood &= state.state().isSuccess();
      failed |= state.state() == JobState.FAILED || state.state() == JobState.LOST;
    }
    return new RunSnapshot(
        folder.id(),
        engine,
        allGood ? RunState.SUCCEEDED : failed ? RunState.FAILED : RunState.STOPPED,
        plan,
        jobs,
        origin.created(),
        first,
        last,
        origin.parent(),
        last.toEpochMilli(),
        "it was deleted from the cluster; this is what its jobs left behind");
  }

  private JobSnapshot job(Job job) throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    for (int number = 1; Files.isDirectory(folder.attempt(job.name(), number).path()); number++) {
      attempts.add(attempt(number, folder.attempt(job.name(), number)));
    }
    if (!attempts.isEmpty()) {
      return new JobSnapshot(job.name(), attempts.getLast().state(), attempts, "");
    }
    for (String need : job.needs()) {
      JobState state = states.getOrDefault(need, JobState.SKIPPED);
      if (!state.isSuccess() && state != JobState.STOPPED) {
        return new JobSnapshot(
            job.name(), JobState.SKIPPED, List.of(), JobEndText.skipped(need, state));
      }
    }
    return new JobSnapshot(job.name(), JobState.STOPPED, List.of(), "it never began");
  }

  private Attempt attempt(int number, AttemptFolder left) throws IOException {
    Optional<Integer> code = left.exitCode();
    @Nullable Instant begun = modified(left.started());
    @Nullable Instant ended = code.isPresent() ? modified(left.exit()) : null;
    JobState state =
        code.isEmpty()
            ? JobState.LOST
            : switch (code.get()) {
              case 0 -> JobState.SUCCEEDED;
              // what happens to jobs whose run is deleted while they run
              case ExitStatus.TERMINATED -> JobState.STOPPED;
              default -> JobState.FAILED;
            };
    @Nullable RetryCause cause =
        switch (state) {
          case FAILED -> RetryCause.FAILED;
          case LOST -> RetryCause.LOST;
          default -> null;
        };
    return new Attempt(number, state, begun, ended, code.orElse(null), cause, "");
  }

  private @Nullable Instant modified(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    Instant time = Files.getLastModifiedTime(file).toInstant();
    last = time.isAfter(last) ? time : last;
    return time;
  }
}
