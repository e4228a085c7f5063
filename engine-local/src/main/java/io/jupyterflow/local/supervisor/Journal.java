package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.EventLog;
import io.jupyterflow.local.runfolder.SupervisorNotice;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;

/// The owner's side of the run's events: what is decided takes effect in memory at once and is
/// written before anything is done about it.
final class Journal {

  private final RunFolder folder;
  private final RunStatus status;
  private final EventLog log;
  private final Clock clock;
  private SupervisorNotice notice = SupervisorNotice.NONE;
  private long retryAt;
  private boolean pending;

  /// Why events can't be written, and why jobs can't start: each empty where all is well.
  private String unwritable = "";

  private String hindrance = "";

  /// A job that another host has, and which one; empty where all are here.
  private String awaitedJob = "";

  private String awaitedHost = "";

  Journal(RunFolder folder, RunStatus status, EventLog log, Clock clock) {
    this.folder = folder;
    this.status = status;
    this.log = log;
    this.clock = clock;
  }

  /// The time of the next event: the clock's, but never before the last one's, so that a clock that
  /// jumps back makes no job end before it began.
  long now() {
    return Math.max(clock.millis(), status.lastAt());
  }

  /// Takes an event in.
  void add(RunEvent event) {
    status.apply(event);
    log.append(event);
    pending = true;
  }

  /// Writes all events that were taken in.
  ///
  /// @param nanoTime now
  /// @return false where that fails now; call again later
  boolean write(long nanoTime) {
    if (!unwritable.isEmpty() && nanoTime - retryAt < 0) {
      return false;
    }
    try {
      log.flush();
      pending = false;
      unwritable = "";
    } catch (IOException e) {
      retryAt = nanoTime + 1_000_000_000L;
      unwritable = noSpace(e);
    }
    tell();
    return !pending;
  }

  /// Whether an event waits to be written.
  boolean isPending() {
    return pending;
  }

  /// Tells readers that jobs can't start right now, until [#clear]. That events can be written
  /// meanwhile says nothing about it: a few bytes still fit on a disk that has no room for a file.
  void hinder(String why) {
    hindrance = why;
    tell();
  }

  /// Says that jobs can start again.
  void clear() {
    hindrance = "";
    tell();
  }

  /// What a run waits for whose folder can't be written.
  String noSpace(IOException e) {
    return "waiting: "
        + folder.path()
        + " can't be written ("
        + IoReasons.of(e)
        + "). Free some space"
        + disk()
        + "; the run goes on by itself.";
  }

  private String disk() {
    try {
      return " on the disk " + Files.getFileStore(folder.path());
    } catch (IOException unknown) {
      return "";
    }
  }

  /// Tells readers of a job that another host has, until [#awaitNoMore].
  void await(String job, String host) {
    if (awaitedJob.isEmpty()) {
      awaitedJob = job;
      awaitedHost = host;
      tell();
    }
  }

  /// Says that this job has its end.
  void awaitNoMore(String job) {
    if (awaitedJob.equals(job)) {
      awaitedJob = "";
      tell();
    }
  }

  private void tell() {
    if (!unwritable.isEmpty()) {
      say(unwritable);
    } else if (!hindrance.isEmpty() || awaitedJob.isEmpty()) {
      say(hindrance);
    } else {
      say(
          "waiting: "
              + awaitedJob
              + " runs on the host "
              + awaitedHost
              + ", or did. That is not known here, so it isn't started again."
              + " If that host is gone: jupyterflow stop "
              + folder.id()
              + " && jupyterflow rerun "
              + folder.id()
              + " --failed");
    }
  }

  private void say(String text) {
    if (notice.text().equals(text)) {
      return;
    }
    notice = new SupervisorNotice(notice.number() + 1, text);
    try {
      notice.writeOver(folder.notice());
    } catch (IOException nowhereToSayIt) {
      // The run goes on without: nothing but the telling is missing.
      return;
    }
  }

  /// Brings events to the disk once a second, in a thread of its own, because that may take long.
  void syncInBackground() {
    Thread.ofPlatform()
        .daemon()
        .name("sync")
        .start(() -> {
          try {
            while (true) {
              Thread.sleep(1000);
              sync();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  void sync() {
    try {
      log.sync();
    } catch (IOException retriedWithTheNext) {
      // What can't reach the disk now is tried again with the next events.
      return;
    }
  }
}
