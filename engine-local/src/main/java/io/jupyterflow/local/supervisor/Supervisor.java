package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.runfolder.Inbox;
import io.jupyterflow.local.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.RunOptions;
import io.jupyterflow.local.schedule.Capacity;
import io.jupyterflow.local.schedule.CapacityProbe;
import io.jupyterflow.local.schedule.Demand;
import io.jupyterflow.local.schedule.Schedule;
import io.jupyterflow.local.spawn.Reaper;
import io.jupyterflow.local.spawn.Spawner;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries one run to its end, in one thread. Each round: take in what ended, look at the clock,
/// choose what starts, write it all down in one go, and only then start it.
final class Supervisor {

  private static final long TICK = Duration.ofMillis(100).toNanos();
  private static final long INBOX = Duration.ofMillis(250).toNanos();
  private static final long SPAWN_RETRY = Duration.ofSeconds(1).toNanos();

  private final RunFolder folder;
  private final RunStatus status;
  private final RunOptions options;
  private final Surroundings surroundings;
  private final Journal journal;
  private final Tenure tenure;
  private final Starter starter;
  private final Reaper reaper;
  private final BlockingQueue<Reaper.Ended> ended;
  private final Ender ender;
  private final Adoption adoption;
  private final Schedule schedule;
  private final Inbox inbox;
  private final OomWatch oom;

  private final Map<Integer, Running> running = new LinkedHashMap<>();
  private final Map<Long, Running> children = new HashMap<>();
  private final PriorityQueue<Retry> retries =
      new PriorityQueue<>(Comparator.comparingLong(Retry::at));
  private List<Running> unstarted = new ArrayList<>();
  private long startAgainAt;
  private long inboxAt;
  private @Nullable Long stopSince;

  /// A job that waits for its next attempt.
  ///
  /// @param at by the monotonic clock
  private record Retry(int job, long at) {}

  /// What a run's jobs get that state nothing themselves.
  record Surroundings(io.jupyterflow.core.plan.Resources resources, Capacity capacity, int width) {}

  Supervisor(
      RunFolder folder,
      RunStatus status,
      RunOptions options,
      Surroundings surroundings,
      Journal journal,
      Tenure tenure,
      Starter starter,
      Reaper reaper,
      BlockingQueue<Reaper.Ended> ended,
      Ender ender,
      Adoption adoption,
      CapacityProbe probe) {
    this.folder = folder;
    this.status = status;
    this.options = options;
    this.surroundings = surroundings;
    this.journal = journal;
    this.tenure = tenure;
    this.starter = starter;
    this.reaper = reaper;
    this.ended = ended;
    this.ender = ender;
    this.adoption = adoption;
    schedule = new Schedule(surroundings.width(), surroundings.capacity());
    inbox = new Inbox(folder.inbox());
    oom = new OomWatch(probe);
  }

  /// Runs until every job has its end, or another owner has taken the run.
  void run() throws IOException, InterruptedException {
    adoptAll();
    while (true) {
      long now = System.nanoTime();
      if (!tenure.holds(now)) {
        return;
      }
      look(now);
      fill(now);
      boolean written = journal.write(now);
      if (written) {
        startAll(now);
      }
      if (status.isFinished() && running.isEmpty() && !journal.isPending()) {
        return;
      }
      long wait = written && journal.isPending() ? 0 : untilNext();
      Reaper.Ended first = ended.poll(wait, TimeUnit.NANOSECONDS);
      for (Reaper.Ended next = first; next != null; next = ended.poll()) {
        takeIn(next);
      }
    }
  }

  // ---- taking over

  private void adoptAll() throws IOException {
    for (int i = 0; i < status.plan().jobs().size(); i++) {
      JobSnapshot job = status.job(i);
      if (job.state() == JobState.RUNNING) {
        adopt(i, job);
      }
    }
    if (status.stopping() != null) {
      endRunning(System.nanoTime());
      if (status.stopping().reason() == RunEvent.Reason.REQUEST) {
        stopSince = System.nanoTime();
        ender.beginAll(running.values());
      }
    }
  }

  private void adopt(int index, JobSnapshot job) throws IOException {
    int attempt = job.attempts().getLast().number();
    Demand demand = demand(index, job.attempts().size() - 1);
    List<String> gpus = status.gpusOf(index);
    schedule.occupy(demand, gpus);
    Running one = running(index, attempt, demand, gpus);
    switch (adoption.look(one.folder)) {
      case Adoption.Finding.Unstarted _ -> {
        if (status.isStopping()) {
          finish(one, new Running.Result.Lost("it was stopped before it began"));
        } else {
          unstarted.add(one);
        }
      }
      case Adoption.Finding.Alive alive -> watch(one, alive.launcher());
      case Adoption.Finding.Over over -> finish(one, over.result());
    }
  }

  private void watch(Running one, @Nullable ProcessIdentity launcher) {
    one.adopted = launcher;
    Duration timeout = one.job.timeout();
    if (timeout != null) {
      one.timeoutAt = System.nanoTime() + timeout.toNanos() - ProcessAge.nanos(launcher);
    }
  }

  // ---- what happened

  private void takeIn(Reaper.Ended event) throws IOException {
    Running one = children.remove(event.pid());
    if (one == null) {
      return;
    }
    if (event.signal() == 0) {
      over(one, new Running.Result.Exited(event.code()));
      return;
    }
    // A launcher never ends by a signal of its own accord, except where it must not run the job.
    one.child = 0;
    switch (adoption.look(one.folder)) {
      case Adoption.Finding.Unstarted _ -> {
        if (status.isStopping()) {
          over(one, new Running.Result.Lost("it was stopped before it began"));
        } else {
          journal.trouble(
              one.folder.path(), new IOException("the launcher could not write its file"));
          unstarted.add(one);
          startAgainAt = System.nanoTime() + SPAWN_RETRY;
        }
      }
      case Adoption.Finding.Alive alive -> watch(one, alive.launcher());
      case Adoption.Finding.Over over -> over(one, over.result());
    }
  }

  /// The launcher is gone. What was being ended is over when no process of it is left.
  private void over(Running one, Running.Result result) {
    one.result = result;
    one.child = 0;
    one.adopted = null;
    if (one.ending == null) {
      if (result instanceof Running.Result.Lost) {
        // Nobody would ever wait for what it left.
        ender.killRest(one);
      }
      finish(one, result);
    }
  }

  private void finish(Running one, Running.Result result) {
    running.remove(one.index);
    schedule.release(one.demand, one.gpus);
    boolean killed = result instanceof Running.Result.Exited e && e.code() == 137;
    Verdict verdict = Verdict.of(one, result, killed && one.ending == null && oom.struck());
    int attempts = status.job(one.index).attempts().size();
    long now = journal.now();
    boolean again = !status.isStopping() && verdict.isRetried(one.job.retries(), attempts);
    long retryAt = 0;
    if (again) {
      long wait = Verdict.wait(one.job.retries(), attempts).toMillis();
      retryAt = now + wait;
    }
    journal.add(
        new RunEvent.Ended(
            now,
            one.job.name(),
            one.attempt,
            verdict.state(),
            verdict.exitCode(),
            verdict.cause(),
            verdict.message(),
            retryAt));
    boolean bad = verdict.state() == JobState.FAILED || verdict.state() == JobState.LOST;
    if (bad && !again && options.failFast() && !status.isStopping()) {
      journal.add(
          new RunEvent.Stopping(
              journal.now(),
              RunEvent.Reason.FAIL_FAST,
              one.job.name() + " did not succeed, and --fail-fast stopped the rest"));
      endRunning(System.nanoTime());
    }
  }

  // ---- the clock

  private void look(long now) throws IOException {
    if (now - inboxAt >= 0) {
      inboxAt = now + INBOX;
      readInbox(now);
    }
    for (Running one : List.copyOf(running.values())) {
      if (one.ending == null && now - one.timeoutAt >= 0 && one.timeoutAt != Long.MAX_VALUE) {
        ender.begin(one, Running.Reason.TIMEOUT, now);
      }
      if (!one.isChild() && one.result == null && !unstarted.contains(one)) {
        if (adoption.look(one.folder) instanceof Adoption.Finding.Over over) {
          over(one, over.result());
        }
      }
      if (one.ending != null && ender.proceed(one, now) && !isLastOfStop(one, now)) {
        finish(one, java.util.Objects.requireNonNull(one.result));
      }
    }
    for (Retry next = retries.peek(); next != null && now - next.at() >= 0; next = retries.peek()) {
      retries.remove();
      queue(next.job());
    }
  }

  /// Whether this is the last attempt of a run that is being stopped while something that earlier
  /// jobs left behind still runs: the run is not over before that is gone.
  private boolean isLastOfStop(Running one, long now) {
    return stopSince != null
        && running.size() == 1
        && running.containsKey(one.index)
        && !ender.proceedAll(stopSince, now);
  }

  private void readInbox(long now) throws IOException {
    for (Inbox.Request request : inbox.requests()) {
      switch (request) {
        case Inbox.Request.Stop _ -> stop(now);
        case Inbox.Request.Unknown _ -> {
          journal.add(
              new RunEvent.Noted(
                  journal.now(),
                  "a request that can't be understood was put aside in inbox-refused/"));
          inbox.setAside(request);
          continue;
        }
      }
      if (isStopAnswered()) {
        inbox.done(request);
      }
    }
  }

  private boolean isStopAnswered() {
    return status.stopping() != null
        && status.stopping().reason() == RunEvent.Reason.REQUEST
        && journal.write(System.nanoTime());
  }

  private void stop(long now) {
    if (stopSince == null) {
      stopSince = now;
      schedule.clear();
      retries.clear();
      for (Running one : unstarted) {
        finishUnstarted(one);
      }
      unstarted.clear();
      endRunning(now);
      ender.beginAll(running.values());
    }
    boolean asked =
        status.stopping() != null && status.stopping().reason() == RunEvent.Reason.REQUEST;
    if (!asked && (!running.isEmpty() || ender.proceedAll(stopSince, now))) {
      journal.add(
          new RunEvent.Stopping(journal.now(), RunEvent.Reason.REQUEST, "stopped on request"));
    }
  }

  private void finishUnstarted(Running one) {
    one.ending = new Running.Ending(Running.Reason.STOP, 0);
    finish(one, new Running.Result.Lost(""));
  }

  private void endRunning(long now) {
    for (Running one : running.values()) {
      ender.begin(one, Running.Reason.STOP, now);
    }
  }

  // ---- what starts

  private void fill(long now) {
    if (status.isStopping() || stopSince != null) {
      schedule.clear();
      status.takeQueued();
      return;
    }
    for (int job : status.takeQueued()) {
      long wait = status.mayStartAt(job) - journal.now();
      if (wait > 0) {
        retries.add(new Retry(job, now + TimeUnit.MILLISECONDS.toNanos(wait)));
      } else {
        queue(job);
      }
    }
    for (var turn = schedule.next(); turn.isPresent(); turn = schedule.next()) {
      Schedule.Turn next = turn.get();
      int attempt = status.job(next.job()).attempts().size() + 1;
      Running one = running(next.job(), attempt, next.demand(), next.gpus());
      journal.add(new RunEvent.Started(journal.now(), one.job.name(), attempt, next.gpus()));
      unstarted.add(one);
    }
  }

  private void queue(int job) {
    schedule.add(job, demand(job, status.job(job).attempts().size()));
  }

  private Demand demand(int job, int attempts) {
    return Demand.of(
        status.plan().jobs().get(job),
        status.job(job).attempts().subList(0, attempts),
        surroundings.resources(),
        surroundings.capacity(),
        surroundings.width(),
        options.width() == 0);
  }

  private Running running(int index, int attempt, Demand demand, List<String> gpus) {
    Job job = status.plan().jobs().get(index);
    Running one =
        new Running(index, job, attempt, folder.attempt(job.name(), attempt), demand, gpus);
    running.put(index, one);
    return one;
  }

  private void startAll(long now) {
    if (unstarted.isEmpty() || (now - startAgainAt < 0 && startAgainAt != 0)) {
      return;
    }
    List<Running> todo = unstarted;
    unstarted = new ArrayList<>();
    for (Running one : todo) {
      start(one, now);
    }
  }

  private void start(Running one, long now) {
    try {
      switch (starter.start(one)) {
        case Spawner.Outcome.Running child -> {
          one.child = child.pid();
          children.put(child.pid(), one);
          reaper.expect();
          Duration timeout = one.job.timeout();
          if (timeout != null) {
            one.timeoutAt = now + timeout.toNanos();
          }
          journal.clear();
          startAgainAt = 0;
        }
        case Spawner.Outcome.TooLarge _ ->
            finish(
                one,
                new Running.Result.Unstartable(
                    126, "its command is longer than the system takes (128 KiB for one word)"));
        case Spawner.Outcome.Refused refused ->
            later(one, now, folder.path(), new IOException("error " + refused.error()));
      }
    } catch (IOException e) {
      later(one, now, one.folder.path(), e);
    }
  }

  private void later(Running one, long now, Path path, IOException e) {
    unstarted.add(one);
    startAgainAt = now + SPAWN_RETRY;
    journal.trouble(path, e);
  }

  private long untilNext() {
    long now = System.nanoTime();
    long wait = INBOX;
    for (Running one : running.values()) {
      if (one.timeoutAt != Long.MAX_VALUE && one.ending == null) {
        wait = Math.min(wait, one.timeoutAt - now);
      }
      if (one.ending != null || !one.isChild()) {
        wait = Math.min(wait, TICK);
      }
    }
    Retry retry = retries.peek();
    if (retry != null) {
      wait = Math.min(wait, retry.at() - now);
    }
    return Math.max(0, wait);
  }
}
