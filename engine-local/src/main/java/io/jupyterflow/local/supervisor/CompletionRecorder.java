package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.notebook.NotebookRunner;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.ExitStatus;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.local.schedule.CapacityProbe;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Writes down how attempts end, whether they are tried again, and what that means for the run.
final class CompletionRecorder {

  private static final int TAIL = 16 * 1024;

  private final RunStatus status;
  private final Journal journal;
  private final CapacityProbe probe;
  private final OomWatch oom;
  private final boolean failFast;

  CompletionRecorder(RunStatus status, Journal journal, CapacityProbe probe, boolean failFast) {
    this.status = status;
    this.journal = journal;
    this.probe = probe;
    this.oom = new OomWatch(probe::oomKills, System.nanoTime());
    this.failFast = failFast;
  }

  /// Keeps up with what the kernel does.
  void look(long now) {
    oom.look(now);
  }

  /// Takes the end of an attempt in.
  ///
  /// @return whether the rest of the run has to be ended for it
  boolean record(RunningAttempt one, RunningAttempt.Result result) {
    boolean killed =
        one.ending == null
            && result instanceof RunningAttempt.Result.Exited exited
            && exited.code() == ExitStatus.KILLED;
    OomReport shortage = killed && oom.struck(System.nanoTime()) ? shortage(one) : null;
    AttemptOutcome verdict = AttemptOutcome.of(one, result, shortage);
    int attempts = status.job(one.index).attempts().size();
    long now = journal.now();
    boolean again = !status.isStopping() && verdict.isRetried(one.job.retries(), attempts);
    journal.add(
        new RunEvent.Ended(
            now,
            one.job.name(),
            one.attempt,
            verdict.state(),
            verdict.exitCode(),
            verdict.cause(),
            message(one, verdict),
            again ? now + AttemptOutcome.wait(one.job.retries(), attempts).toMillis() : 0));
    boolean bad = verdict.state() == JobState.FAILED || verdict.state() == JobState.LOST;
    if (!bad || again || !failFast || status.isStopping()) {
      return false;
    }
    journal.add(
        new RunEvent.Stopping(
            journal.now(),
            RunEvent.Reason.FAIL_FAST,
            one.job.name() + " did not succeed, and --fail-fast stopped the rest"));
    return true;
  }

  private OomReport shortage(RunningAttempt one) {
    long used = one.peak > probe.ownPeak() ? one.peak : 0;
    return new OomReport(used, one.demand.memory(), probe.memory());
  }

  /// What the verdict says; for a notebook which cell failed.
  private static String message(RunningAttempt one, AttemptOutcome verdict) {
    if (verdict.cause() == RetryCause.FAILED && one.job.command() instanceof Command.Notebook) {
      String said = notebookSays(one.folder.log());
      if (!said.isEmpty()) {
        return said;
      }
    }
    return verdict.message();
  }

  private static String notebookSays(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - TAIL));
      byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
      file.readFully(tail);
      for (String line :
          List.of(new String(tail, StandardCharsets.UTF_8).split("\n", -1)).reversed()) {
        if (line.startsWith(NotebookRunner.MESSAGE_PREFIX)) {
          return line.substring(NotebookRunner.MESSAGE_PREFIX.length()).strip();
        }
      }
      return "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
