package io.jupyterflow.local.state;

import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.JobEndText;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run as its events tell it so far. Grows by [#apply]; used by one thread.
public final class RunStatus {

  private final Plan plan;
  private final DependencyCounter joins;
  private final JobSnapshot[] jobs;
  private final JobChanges changes;
  private final Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
  private final Map<Integer, List<String>> gpus = new HashMap<>();
  private final Map<Integer, Long> retryAt = new HashMap<>();

  /// A job is in here once, however often it was queued and started before: an owner that takes a
  /// run over has read all of that.
  private final LinkedHashSet<Integer> queued = new LinkedHashSet<>();

  private long events;
  private long owners;
  private int epoch;
  private long lastAt;
  private @Nullable Instant startedAt;
  private RunEvent.@Nullable Stopping stopping;
  private String note = "";

  /// A run before its first event.
  ///
  /// @param reused jobs whose results were taken over
  /// @param parent where from, for messages
  public RunStatus(Plan plan, Set<String> reused, @Nullable String parent) {
    this.plan = plan;
    joins = new DependencyCounter(plan);
    jobs = new JobSnapshot[plan.jobs().size()];
    changes = new JobChanges(jobs.length);
    counts.put(JobState.WAITING, jobs.length);
    for (int i = 0; i < jobs.length; i++) {
      jobs[i] = new JobSnapshot(plan.jobs().get(i).name(), JobState.WAITING, List.of(), "");
    }
    takeOver(reused, parent);
    for (int i = 0; i < jobs.length; i++) {
      if (plan.jobs().get(i).needs().isEmpty()) {
        change(i, new JobEvent.Queued());
      }
    }
  }

  /// First all of them, then what follows: a reused job behind a reused one is not to be begun, in
  /// whatever order the set gives them, which is another in each process.
  private void takeOver(Set<String> reused, @Nullable String parent) {
    if (reused.isEmpty()) {
      return;
    }
    JobEvent event = new JobEvent.Reused("taken over from " + parent);
    for (int i = 0; i < jobs.length; i++) {
      if (reused.contains(jobs[i].name())) {
        jobs[i] = Transition.of(jobs[i], event);
        counts.merge(JobState.WAITING, -1, Integer::sum);
        counts.merge(JobState.REUSED, 1, Integer::sum);
      }
    }
    for (int i = 0; i < jobs.length; i++) {
      if (jobs[i].state() == JobState.REUSED) {
        letBehindStart(i);
      }
    }
  }

  /// Takes the next event in.
  @SuppressWarnings("IfChainToSwitch") // see below
  public void apply(RunEvent event) {
    events++;
    lastAt = Math.max(lastAt, event.at());
    // No switch over types: the first of a JVM costs milliseconds, and every command replays runs.
    if (event instanceof RunEvent.Owned e) {
      changes.owned(e.epoch(), events - 1);
      epoch = e.epoch();
      owners++;
    } else if (event instanceof RunEvent.Started e) {
      started(e);
    } else if (event instanceof RunEvent.Ended e) {
      ended(e);
    } else if (event instanceof RunEvent.Stopping e) {
      stop(e);
    } else {
      note = ((RunEvent.Noted) event).message();
    }
  }

  private void started(RunEvent.Started event) {
    if (!joins.has(event.job())) {
      return;
    }
    int job = joins.index(event.job());
    Instant at = Instant.ofEpochMilli(event.at());
    if (startedAt == null) {
      startedAt = at;
    }
    retryAt.remove(job);
    if (!event.gpus().isEmpty()) {
      gpus.put(job, event.gpus());
    }
    change(job, new JobEvent.Started(event.attempt(), at));
  }

  private void ended(RunEvent.Ended event) {
    if (!joins.has(event.job())) {
      return;
    }
    int job = joins.index(event.job());
    gpus.remove(job);
    boolean again = event.retryAt() > 0 && stopping == null;
    if (again) {
      retryAt.put(job, event.retryAt());
    }
    change(
        job,
        new JobEvent.Ended(
            event.state(),
            Instant.ofEpochMilli(event.at()),
            event.exitCode(),
            event.cause(),
            event.message(),
            again));
  }

  /// All that has not begun is stopped, also what depends on others of it: it would have run, had
  /// nobody stopped the run.
  private void stop(RunEvent.Stopping event) {
    if (stopping != null && stopping.reason() == RunEvent.Reason.REQUEST) {
      return;
    }
    stopping = event;
    for (int i = 0; i < jobs.length; i++) {
      change(i, new JobEvent.Stopped(event.message()));
    }
  }

  /// Applies the transition, and what follows from it for the jobs behind.
  private void change(int job, JobEvent event) {
    JobState before = jobs[job].state();
    jobs[job] = Transition.of(jobs[job], event);
    JobState after = jobs[job].state();
    if (before == after) {
      return;
    }
    changes.changed(job, events);
    counts.merge(before, -1, Integer::sum);
    counts.merge(after, 1, Integer::sum);
    if (after == JobState.QUEUED) {
      queued.add(job);
    } else {
      queued.remove(job);
    }
    if (after.isSuccess()) {
      letBehindStart(job);
    } else if (after.isTerminal() && stopping == null) {
      breakJoins(job);
    }
  }

  /// Counts a success for what waits for it.
  private void letBehindStart(int job) {
    for (int join : joins.joinsOf(job)) {
      if (joins.succeeded(join)) {
        for (int next : joins.behind(join)) {
          change(next, new JobEvent.Queued());
        }
      }
    }
  }

  /// Skips all that depends on a job; a chain may be as long as the plan, so without recursion.
  private void breakJoins(int first) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(first);
    while (!open.isEmpty()) {
      int job = open.remove();
      JobEvent skipped =
          new JobEvent.Skipped(JobEndText.skipped(jobs[job].name(), jobs[job].state()));
      for (int join : joins.joinsOf(job)) {
        if (joins.broke(join)) {
          for (int next : joins.behind(join)) {
            if (jobs[next].state() == JobState.WAITING) {
              jobs[next] = Transition.of(jobs[next], skipped);
              changes.changed(next, events);
              counts.merge(JobState.WAITING, -1, Integer::sum);
              counts.merge(JobState.SKIPPED, 1, Integer::sum);
              open.add(next);
            }
          }
        }
      }
    }
  }

  /// Jobs that became queued since the last call and still are, oldest first.
  public List<Integer> takeQueued() {
    List<Integer> taken = List.copyOf(queued);
    queued.clear();
    return taken;
  }

  public Plan plan() {
    return plan;
  }

  public int index(String job) {
    return joins.index(job);
  }

  public JobSnapshot job(int index) {
    return jobs[index];
  }

  public int count(JobState state) {
    return counts.getOrDefault(state, 0);
  }

  /// The devices a running job holds.
  public List<String> gpusOf(int job) {
    return gpus.getOrDefault(job, List.of());
  }

  /// From when on a queued job may start, in milliseconds since 1970; 0 for at once.
  public long mayStartAt(int job) {
    return retryAt.getOrDefault(job, 0L);
  }

  /// The jobs that changed since this many events were taken in, ascending; all of them where that
  /// was another history: an owner may have written what no longer counts.
  ///
  /// @param epoch the latest one then
  public List<Integer> changedSince(int epoch, long events) {
    return changes.since(epoch, events, this.events);
  }

  /// The time of the latest event, in milliseconds since 1970.
  public long lastAt() {
    return lastAt;
  }

  public int epoch() {
    return epoch;
  }

  /// How many events were taken in.
  public long events() {
    return events;
  }

  /// How many of them say something of the run itself, and not only who owns it.
  public long changes() {
    return events - owners;
  }

  /// Whether nothing new starts.
  public boolean isStopping() {
    return stopping != null;
  }

  /// Why nothing new starts, or null.
  public RunEvent.@Nullable Stopping stopping() {
    return stopping;
  }

  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /// Whether every job has reached its end.
  public boolean isFinished() {
    return epoch > 0
        && count(JobState.WAITING) + count(JobState.QUEUED) + count(JobState.RUNNING) == 0;
  }

  /// The state of the run.
  public RunState state() {
    if (epoch == 0) {
      return RunState.PENDING;
    }
    if (!isFinished()) {
      return RunState.RUNNING;
    }
    boolean asked = stopping != null && stopping.reason() == RunEvent.Reason.REQUEST;
    if (asked && count(JobState.STOPPED) > 0) {
      return RunState.STOPPED;
    }
    boolean good = count(JobState.SUCCEEDED) + count(JobState.REUSED) == jobs.length;
    return good ? RunState.SUCCEEDED : RunState.FAILED;
  }

  /// Why the run is in its state, in plain words; empty where the state says it all.
  public String message() {
    return stopping != null && note.isEmpty() ? stopping.message() : note;
  }

  /// The jobs now, in the order of the plan.
  public List<JobSnapshot> jobs() {
    return Collections.unmodifiableList(Arrays.asList(jobs.clone()));
  }
}
