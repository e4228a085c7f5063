package io.jupyterflow.local.engine;

import io.jupyterflow.core.diagnosis.Cause;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.runfolder.LogTail;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.state.NeverBegan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What this engine knows of a job that failed beyond what the job printed.
///
/// @param folder of the run
record LocalCauses(RunSnapshot run, RunFolder folder) {

  /// With less room than this, not even a short error can be written.
  private static final long NO_ROOM = 4096;

  /// The cause of a job's state; nothing where this engine has nothing to add.
  Optional<Cause> of(String name) {
    JobSnapshot job = run.job(name).orElse(null);
    if (job == null || job.state() != JobState.FAILED) {
      return Optional.empty();
    }
    String message = job.lastAttempt().map(Attempt::message).orElse("");
    Optional<NeverBegan> why = NeverBegan.of(message);
    return why.isPresent()
        ? Optional.of(Cause.of("could not start: " + message, fix(why.get())))
        : unwritten(job, message);
  }

  private Remedy fix(NeverBegan why) {
    return switch (why) {
      case TOO_LARGE ->
          Remedy.of(
              "Put what is long into a file, and give the job the file's name. Long shell text goes"
                  + " into a script: bash script.sh");
      case NO_DIRECTORY -> Remedy.of("Make it again, then: ", ActionKind.RERUN_FAILED, run.id());
    };
  }

  /// A job whose output had no room on the disk can't have said that there was none.
  private Optional<Cause> unwritten(JobSnapshot job, String message) {
    Path log = folder.attempt(job.name(), job.attempts().size()).log();
    if (!LogTail.of(folder, run, job.name()).isEmpty() || !isFull(log)) {
      return Optional.empty();
    }
    return Optional.of(
        Cause.of(
            "failed: "
                + message
                + ". The disk that takes its output is full, so what it printed is missing",
            Remedy.of(
                "Make room: df -h " + log.getParent() + " shows how full that disk is. Then: ",
                ActionKind.RERUN_FAILED,
                run.id())));
  }

  private static boolean isFull(Path log) {
    try {
      return Files.isRegularFile(log) && Files.getFileStore(log).getUsableSpace() < NO_ROOM;
    } catch (IOException unknown) {
      return false;
    }
  }
}
