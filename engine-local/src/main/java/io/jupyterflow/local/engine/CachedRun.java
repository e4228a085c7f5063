package io.jupyterflow.local.engine;

import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.local.runfolder.EventReader;
import io.jupyterflow.local.runfolder.SupervisorNotice;
import io.jupyterflow.local.state.RunStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// A run that this process follows: reads what is new each time it is asked. Safe for threads.
final class CachedRun {

  private static final int EPOCH_SHIFT = 48;
  private static final int EVENTS_SHIFT = 12;
  private static final long EVENTS_MASK = (1L << EPOCH_SHIFT) - 1;
  private static final int NOTICE_MASK = (1 << EVENTS_SHIFT) - 1;

  private final EventReader reader;
  private SupervisorNotice notice = SupervisorNotice.NONE;

  CachedRun(EventReader reader) {
    this.reader = reader;
  }

  EventReader reader() {
    return reader;
  }

  /// Reads what is new.
  ///
  /// @return the revision now
  synchronized long refresh() throws IOException {
    if (!reader.status().isFinished()) {
      reader.refresh();
      notice =
          reader.status().isFinished()
              ? SupervisorNotice.NONE
              : SupervisorNotice.read(reader.folder().notice());
    }
    return revision();
  }

  private long revision() {
    RunStatus status = reader.status();
    return ((long) status.epoch() << EPOCH_SHIFT)
        | (status.events() << EVENTS_SHIFT)
        | (notice.number() & NOTICE_MASK);
  }

  /// Makes sure that an unfinished run without an owner can be carried on from what its files tell.
  ///
  /// @throws IOException where they lack what was there once: to begin again would run again what a
  ///   stop or a failure had ended
  synchronized void checkWhole() throws IOException {
    if (!isTorn()) {
      return;
    }
    // The owner may have written all of it and gone since this process looked.
    reader.folder().lookAnew();
    refresh();
    if (isTorn()) {
      throw new IOException(
          "its events are gone (events-*.jsonl); the output of its jobs is in jobs/");
    }
  }

  private boolean isTorn() throws IOException {
    return !reader.status().isFinished() && reader.isTorn();
  }

  /// How far the run is: a number that grows with all that is done for its jobs, and not by owners
  /// coming and going.
  synchronized long done() {
    return reader.status().changes();
  }

  synchronized boolean isFinished() {
    return reader.status().isFinished();
  }

  /// Where a job is in the plan.
  ///
  /// @throws JupyterFlowException.NotFound where the run has no such job
  int index(String job) {
    List<Job> jobs = reader.status().plan().jobs();
    for (int i = 0; i < jobs.size(); i++) {
      if (jobs.get(i).name().equals(job)) {
        return i;
      }
    }
    throw RunErrors.noJob(reader.folder().id(), job);
  }

  synchronized JobSnapshot job(int index) throws IOException {
    refresh();
    return reader.status().job(index);
  }

  /// The run now, and which jobs changed since a revision.
  synchronized RunUpdate update(String engine, long revision) throws IOException {
    RunSnapshot now = snapshot(engine);
    int epoch = (int) (revision >>> EPOCH_SHIFT);
    long events = (revision & EVENTS_MASK) >>> EVENTS_SHIFT;
    return new RunUpdate(now, reader.status().changedSince(epoch, events));
  }

  /// The run now.
  synchronized RunSnapshot snapshot(String engine) throws IOException {
    refresh();
    return unread(engine);
  }

  /// The run as it was when it was last read: of one that was just made, before its first event.
  synchronized RunSnapshot unread(String engine) {
    RunStatus status = reader.status();
    return new RunSnapshot(
        reader.folder().id(),
        engine,
        status.state(),
        status.plan(),
        status.jobs(),
        Instant.ofEpochMilli(reader.options().createdAt()),
        status.startedAt(),
        status.isFinished() ? Instant.ofEpochMilli(status.lastAt()) : null,
        reader.options().parent(),
        revision(),
        notice.text().isEmpty() ? status.message() : notice.text());
  }
}
