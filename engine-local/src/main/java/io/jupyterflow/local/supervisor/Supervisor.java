package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.run.JobState;
import io.jupyterflow.local.runfolder.Inbox;
import io.jupyterflow.local.spawn.Reaper;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries one run to its end, in one thread. Each round: take in what ended, look at the clock,
/// choose what starts, write it all down in one go, and only then start it.
final class Supervisor {

  private static final long TICK = Duration.ofMillis(50).toNanos();
  private static final long INBOX = Duration.ofMillis(250).toNanos();

  private final RunStatus status;
  private final Journal journal;
  private final LeaseGuard tenure;
  private final LaunchQueue launches;
  private final CompletionRecorder ends;
  private final BlockingQueue<Reaper.Ended> ended;
  private final ProcessTerminator ender;
  private final Adoption adoption;
  private final Inbox inbox;
  private final Map<Integer, RunningAttempt> running = new LinkedHashMap<>();
  private long inboxAt;
  private @Nullable Long stopSince;

  /// @param ended what the reaper tells
  Supervisor(
      RunStatus status,
      Journal journal,
      LeaseGuard tenure,
      LaunchQueue launches,
      CompletionRecorder ends,
      BlockingQueue<Reaper.Ended> ended,
      ProcessTerminator ender,
      Adoption adoption,
      Inbox inbox) {
    this.status = status;
    this.journal = journal;
    this.tenure = tenure;
    this.launches = launches;
    this.ends = ends;
    this.ended = ended;
    this.ender = ender;
    this.adoption = adoption;
    this.inbox = inbox;
    inboxAt = System.nanoTime();
  }

  /// Runs until every job has its end, or another owner has taken the run.
  void run() throws IOException, InterruptedException {
    adoptAll();
    while (tenure.holds(System.nanoTime())) {
      long now = System.nanoTime();
      readInbox(now);
      look(now);
      choose(now);
      boolean written = journal.write(now);
      if (written) {
        for (RunningAttempt one : launches.startAll(now)) {
          finish(one, Objects.requireNonNull(one.result));
        }
      }
      if (status.isFinished() && running.isEmpty() && !journal.isPending()) {
        return;
      }
      long wait = written && journal.isPending() ? 0 : nextAt() - System.nanoTime();
      Reaper.Ended first = ended.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
      if (first != null && tenure.holds(System.nanoTime())) {
        for (Reaper.Ended next = first; next != null; next = ended.poll()) {
          takeIn(next);
        }
      }
    }
  }

  // ---- taking over

  private void adoptAll() throws IOException {
    long now = System.nanoTime();
    for (int i = 0; i < status.plan().jobs().size(); i++) {
      if (status.job(i).state() == JobState.RUNNING) {
        RunningAttempt one = launches.adopt(i);
        running.put(i, one);
        settle(one, now);
      }
    }
    RunEvent.Stopping stopping = status.stopping();
    if (stopping != null) {
      endAll(now);
      if (stopping.reason() == RunEvent.Reason.REQUEST) {
        stopSince = now;
      }
    }
  }

  /// Does what fits to what the launcher of an attempt left behind.
  private void settle(RunningAttempt one, long now) throws IOException {
    switch (adoption.look(one)) {
      case Adoption.Finding.Unstarted _ -> {
        if (status.isStopping() || stopSince != null) {
          finish(one, new RunningAttempt.Result.Lost("it was stopped before it began"));
        } else {
          launches.start(one);
        }
      }
      case Adoption.Finding.Alive alive -> one.found(alive.launcher(), now);
      case Adoption.Finding.Elsewhere elsewhere -> {
        one.elsewhere(elsewhere.host());
        journal.await(one.job.name(), elsewhere.host());
      }
      case Adoption.Finding.Over over -> over(one, over.result());
    }
  }

  // ---- what happened

  private void takeIn(Reaper.Ended event) throws IOException {
    RunningAttempt one = child(event.pid());
    if (one == null) {
      return;
    }
    if (event.signal() == 0) {
      one.peak = event.peak();
      over(one, new RunningAttempt.Result.Exited(event.code()));
      return;
    }
    // A launcher that ends by a signal was killed, or must not or could not run the job.
    long now = System.nanoTime();
    boolean stopping = status.isStopping() || stopSince != null;
    if (adoption.look(one) instanceof Adoption.Finding.Unstarted && !stopping) {
      launches.again(one, now);
    } else {
      one.child = 0;
      settle(one, now);
    }
  }

  private @Nullable RunningAttempt child(long pid) {
    for (RunningAttempt one : running.values()) {
      if (one.child == pid) {
        return one;
      }
    }
    return null;
  }

  /// The launcher is gone. What was being ended is over when no process of it is left.
  private void over(RunningAttempt one, RunningAttempt.Result result) {
    one.over(result);
    if (one.ending == null) {
      if (result instanceof RunningAttempt.Result.Lost) {
        // Nobody would ever wait for what it left.
        ender.killRest(one);
      }
      finish(one, result);
    }
  }

  private void finish(RunningAttempt one, RunningAttempt.Result result) {
    running.remove(one.index);
    journal.awaitNoMore(one.job.name());
    launches.release(one);
    if (ends.record(one, result)) {
      endAll(System.nanoTime());
    }
  }

  // ---- the clock

  private void look(long now) throws IOException {
    launches.look();
    ends.look(now);
    for (RunningAttempt one : List.copyOf(running.values())) {
      if (one.isOverdue(now)) {
        ender.begin(one, RunningAttempt.Reason.TIMEOUT, now);
      }
      if (one.isWatched() && adoption.look(one) instanceof Adoption.Finding.Over over) {
        over(one, over.result());
      }
      if (one.ending != null && ender.proceed(one, now) && !mustWait(one, now)) {
        finish(one, Objects.requireNonNull(one.result));
      }
    }
  }

  /// Whether this is the last attempt of a run that is being stopped while something that earlier
  /// jobs left behind still runs: the run is not over before that is gone.
  private boolean mustWait(RunningAttempt one, long now) {
    return stopSince != null
        && running.size() == 1
        && running.containsKey(one.index)
        && !ender.proceedAll(stopSince, now);
  }

  private long nextAt() {
    long now = System.nanoTime();
    long next = launches.nextAt(inboxAt);
    for (RunningAttempt one : running.values()) {
      if (one.ending == null && one.timeoutAt != Long.MAX_VALUE && one.timeoutAt - next < 0) {
        next = one.timeoutAt;
      }
      if ((one.ending != null || one.isWatched()) && now + TICK - next < 0) {
        next = now + TICK;
      }
    }
    return next;
  }

  // ---- requests

  private void readInbox(long now) throws IOException {
    if (now - inboxAt < 0) {
      return;
    }
    inboxAt = now + INBOX;
    for (Inbox.Request request : inbox.requests()) {
      switch (request) {
        case Inbox.Request.Stop stop -> {
          stop(now);
          if (isStopped() && journal.write(now)) {
            inbox.done(stop);
          }
        }
        case Inbox.Request.Unknown unknown -> {
          inbox.setAside(unknown);
          journal.add(
              new RunEvent.Noted(
                  journal.now(),
                  "a request that can't be understood was put aside in inbox-refused/"));
        }
      }
    }
  }

  private boolean isStopped() {
    RunEvent.Stopping stopping = status.stopping();
    return stopping != null && stopping.reason() == RunEvent.Reason.REQUEST;
  }

  /// Ends the run for a person. While something of it runs, its jobs are told apart from here on;
  /// while only leftovers of earlier jobs do, that waits until they are gone, for it ends the run.
  private void stop(long now) {
    if (stopSince == null) {
      stopSince = now;
      for (RunningAttempt one : running.values()) {
        ender.mark(one, RunningAttempt.Reason.STOP, now);
      }
      ender.askAll(running.values());
    }
    if (!isStopped() && (hasBegun() || ender.proceedAll(stopSince, now))) {
      // Before the ends of what has not begun: these would skip what depends on it.
      journal.add(
          new RunEvent.Stopping(journal.now(), RunEvent.Reason.REQUEST, "stopped on request"));
      for (RunningAttempt one : List.copyOf(running.values())) {
        if (!one.begun) {
          finish(one, new RunningAttempt.Result.Lost(""));
        }
      }
    }
  }

  private boolean hasBegun() {
    for (RunningAttempt one : running.values()) {
      if (one.begun) {
        return true;
      }
    }
    return false;
  }

  private void endAll(long now) {
    for (RunningAttempt one : new ArrayList<>(running.values())) {
      if (one.begun) {
        ender.begin(one, RunningAttempt.Reason.STOP, now);
      } else {
        ender.mark(one, RunningAttempt.Reason.STOP, now);
        finish(one, new RunningAttempt.Result.Lost(""));
      }
    }
  }

  private void choose(long now) {
    if (status.isStopping() || stopSince != null) {
      launches.clear();
      return;
    }
    for (RunningAttempt one : launches.choose(now)) {
      running.put(one.index, one);
    }
  }
}
