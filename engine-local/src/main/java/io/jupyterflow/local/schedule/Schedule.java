package io.jupyterflow.local.schedule;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which queued job starts next. First come, first served; a job that does not fit lets others
/// pass, but only so often: then what it lacks is kept for it until it fits.
///
/// Jobs of equal demand are in one line, so that a choice looks at one job of each demand and not
/// at all that wait. Used by one thread.
public final class Schedule {

  /// How many may pass one that waits.
  private static final int PATIENCE = 32;

  private final FreeResources room;
  private final Map<ResourceClaim, Line> lines = new LinkedHashMap<>();
  private long arrivals;
  private int waiting;

  public Schedule(int slots, Capacity capacity) {
    room = new FreeResources(slots, capacity);
  }

  /// A job's turn.
  ///
  /// @param job its place in the plan
  /// @param gpus the devices it gets
  public record Turn(int job, ResourceClaim demand, List<String> gpus) {
    public Turn {
      gpus = List.copyOf(gpus);
    }
  }

  private record Waiting(long arrival, int job) {}

  private static final class Line {
    private final ArrayDeque<Waiting> jobs = new ArrayDeque<>();
    private int passed;
  }

  /// Adds a job at the end.
  public void add(int job, ResourceClaim demand) {
    lines.computeIfAbsent(demand, _ -> new Line()).jobs.add(new Waiting(arrivals++, job));
    waiting++;
  }

  /// How many wait.
  public int waiting() {
    return waiting;
  }

  /// Forgets all that wait.
  public void clear() {
    lines.clear();
    waiting = 0;
  }

  /// Takes the next job that can start now, and its room.
  public Optional<Turn> next() {
    long after = -1;
    boolean keepSlots = false;
    boolean keepMemory = false;
    boolean keepGpus = false;
    for (Map.Entry<ResourceClaim, Line> entry = head(after); entry != null; entry = head(after)) {
      ResourceClaim demand = entry.getKey();
      Line line = entry.getValue();
      after = line.jobs.getFirst().arrival();
      boolean held =
          keepSlots || (keepMemory && demand.memory() > 0) || (keepGpus && demand.gpus() > 0);
      if (!held && room.fits(demand)) {
        return Optional.of(take(demand, line));
      }
      if (line.passed >= PATIENCE) {
        keepSlots |= room.lacksSlots(demand);
        keepMemory |= room.lacksMemory(demand);
        keepGpus |= room.lacksGpus(demand);
      }
    }
    return Optional.empty();
  }

  private Turn take(ResourceClaim demand, Line line) {
    Waiting first = line.jobs.removeFirst();
    line.passed = 0;
    waiting--;
    if (line.jobs.isEmpty()) {
      lines.remove(demand);
    }
    for (Line other : lines.values()) {
      if (other != line && other.jobs.getFirst().arrival() < first.arrival()) {
        other.passed++;
      }
    }
    return new Turn(first.job(), demand, room.take(demand));
  }

  /// The line whose first job came next after an arrival, or null.
  private Map.@org.jspecify.annotations.Nullable Entry<ResourceClaim, Line> head(long after) {
    Map.Entry<ResourceClaim, Line> earliest = null;
    long least = Long.MAX_VALUE;
    for (Map.Entry<ResourceClaim, Line> entry : lines.entrySet()) {
      long arrival = entry.getValue().jobs.getFirst().arrival();
      if (arrival > after && arrival < least) {
        least = arrival;
        earliest = entry;
      }
    }
    return earliest;
  }

  /// Counts a job that already runs.
  public void occupy(ResourceClaim demand, List<String> gpus) {
    room.take(demand, gpus);
  }

  /// Gives a job's room back.
  public void release(ResourceClaim demand, List<String> gpus) {
    room.giveBack(demand, gpus);
  }
}
