package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.schedule.Capacity;
import io.jupyterflow.local.schedule.ResourceClaim;
import io.jupyterflow.local.schedule.Schedule;
import io.jupyterflow.local.spawn.Reaper;
import io.jupyterflow.local.spawn.Spawner;
import io.jupyterflow.local.state.NeverBegan;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Everything up to the moment a job's process exists: what waits, what is chosen, and what could
/// not be started yet.
final class LaunchQueue {

  private static final long RETRY = Duration.ofSeconds(1).toNanos();

  private final RunFolder folder;
  private final RunStatus status;
  private final Rules rules;
  private final Journal journal;
  private final Starter starter;
  private final Reaper reaper;
  private final Schedule schedule;
  private final PriorityQueue<Delayed> delayed =
      new PriorityQueue<>((one, other) -> Long.compare(one.at(), other.at()));
  private List<RunningAttempt> unstarted = new ArrayList<>();
  private long blockedUntil;
  private boolean blocked;

  /// The first attempt that was started after a hindrance, until it is seen to have begun.
  private @Nullable RunningAttempt trial;

  /// What jobs get that state nothing themselves, and how many run at once.
  ///
  /// @param countCores whether declared cores count; they don't where the user gave the width
  record Rules(Resources common, Capacity capacity, int width, boolean countCores) {}

  /// A job that waits for its next attempt.
  ///
  /// @param at by the monotonic clock
  private record Delayed(int job, long at) {}

  LaunchQueue(
      RunFolder folder,
      RunStatus status,
      Rules rules,
      Journal journal,
      Starter starter,
      Reaper reaper) {
    this.folder = folder;
    this.status = status;
    this.rules = rules;
    this.journal = journal;
    this.starter = starter;
    this.reaper = reaper;
    schedule = new Schedule(rules.width(), rules.capacity());
  }

  /// An attempt that began before this supervisor did; its room is taken.
  RunningAttempt adopt(int job) {
    int attempts = status.job(job).attempts().size();
    RunningAttempt one = running(job, attempts, demand(job, attempts - 1), status.gpusOf(job));
    schedule.occupy(one.demand, one.gpus);
    return one;
  }

  /// Chooses what starts, and says so in the journal.
  List<RunningAttempt> choose(long now) {
    for (int job : status.takeQueued()) {
      long wait = status.mayStartAt(job) - journal.now();
      if (wait > 0) {
        delayed.add(new Delayed(job, now + TimeUnit.MILLISECONDS.toNanos(wait)));
      } else {
        queue(job);
      }
    }
    for (Delayed next = delayed.peek();
        next != null && now - next.at() >= 0;
        next = delayed.peek()) {
      delayed.remove();
      queue(next.job());
    }
    List<RunningAttempt> chosen = new ArrayList<>();
    for (var turn = schedule.next(); turn.isPresent(); turn = schedule.next()) {
      Schedule.Turn next = turn.get();
      int attempt = status.job(next.job()).attempts().size() + 1;
      RunningAttempt one = running(next.job(), attempt, next.demand(), next.gpus());
      journal.add(new RunEvent.Started(journal.now(), one.job.name(), attempt, next.gpus()));
      chosen.add(one);
    }
    unstarted.addAll(chosen);
    return chosen;
  }

  private void queue(int job) {
    schedule.add(job, demand(job, status.job(job).attempts().size()));
  }

  private ResourceClaim demand(int job, int attempts) {
    return ResourceClaim.of(
        status.plan().jobs().get(job),
        status.job(job).attempts().subList(0, attempts),
        rules.common(),
        rules.capacity(),
        rules.width(),
        rules.countCores());
  }

  private RunningAttempt running(int index, int attempt, ResourceClaim demand, List<String> gpus) {
    Job job = status.plan().jobs().get(index);
    return new RunningAttempt(
        index, job, attempt, folder.attempt(job.name(), attempt), demand, gpus);
  }

  /// Starts what was chosen and is written down.
  ///
  /// @return what can never start; each has its result
  List<RunningAttempt> startAll(long now) {
    if (unstarted.isEmpty() || (blocked && now - blockedUntil < 0)) {
      return List.of();
    }
    List<RunningAttempt> todo = unstarted;
    unstarted = new ArrayList<>();
    List<RunningAttempt> hopeless = new ArrayList<>();
    for (RunningAttempt one : todo) {
      try {
        start(one, now, hopeless);
      } catch (IOException e) {
        again(one, now, journal.noSpace(e));
      }
    }
    return hopeless;
  }

  private void start(RunningAttempt one, long now, List<RunningAttempt> hopeless)
      throws IOException {
    Spawner.Outcome outcome = starter.start(one);
    if (outcome instanceof Spawner.Outcome.Running child) {
      // The usual case, apart: the first switch over types costs milliseconds.
      started(one, child.pid(), now);
      return;
    }
    switch (outcome) {
      case Spawner.Outcome.Running child -> started(one, child.pid(), now);
      case Spawner.Outcome.TooLarge _ -> {
        one.result = starter.neverBegan(NeverBegan.TOO_LARGE);
        hopeless.add(one);
      }
      case Spawner.Outcome.Refused refused -> {
        if (starter.hasWorkingDirectory()) {
          again(
              one,
              now,
              "waiting: no process can be started (error "
                  + refused.error()
                  + " of the system). The run goes on by itself once it can.");
        } else {
          one.result = starter.neverBegan(NeverBegan.NO_DIRECTORY);
          hopeless.add(one);
        }
      }
    }
  }

  private void started(RunningAttempt one, long pid, long now) {
    one.spawned(pid, now);
    reaper.expect();
    if (blocked) {
      blocked = false;
      trial = one;
    }
  }

  /// Tries an attempt again later: its launcher could not write, so nothing of it has run.
  void again(RunningAttempt one, long now) {
    again(one, now, journal.noSpace(new IOException("its launcher could not write")));
  }

  private void again(RunningAttempt one, long now, String why) {
    one.begun = false;
    one.child = 0;
    unstarted.add(one);
    blocked = true;
    blockedUntil = now + RETRY;
    trial = null;
    journal.hinder(why);
  }

  /// Whether the hindrance is over: a process is only the beginning, the launcher must have
  /// written.
  void look() throws IOException {
    if (trial != null && trial.folder.launcher().isPresent()) {
      proved();
    }
  }

  private void proved() {
    trial = null;
    journal.clear();
  }

  /// Starts an attempt that was written down before and has not begun.
  void start(RunningAttempt one) {
    unstarted.add(one);
  }

  /// Gives an attempt's room back.
  void release(RunningAttempt one) {
    schedule.release(one.demand, one.gpus);
    unstarted.remove(one);
    if (trial == one) {
      proved();
    }
  }

  /// Forgets all that waits: nothing new starts any more.
  void clear() {
    schedule.clear();
    delayed.clear();
    unstarted.clear();
    status.takeQueued();
  }

  /// When something has to be done here without anything happening before.
  ///
  /// @param latest the answer where there is nothing
  long nextAt(long latest) {
    long next = latest;
    Delayed first = delayed.peek();
    if (first != null && first.at() - next < 0) {
      next = first.at();
    }
    if (blocked && !unstarted.isEmpty() && blockedUntil - next < 0) {
      next = blockedUntil;
    }
    return next;
  }
}
