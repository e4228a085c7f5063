package io.jupyterflow.core.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The points of one job, however many it reports: beyond a limit only every second report is kept,
/// then every fourth and so on, and those with a metric's least, greatest and last value. A report
/// is kept or left out as a whole.
public final class MetricHistory implements Consumer<MetricPoint> {

  /// Bytes of memory for each point that is kept at once, with room for what is made of it.
  private static final int BYTES = 256;

  private static final int FEWEST = 100;
  private static final long HIGHEST_STRIDE = 1L << 40;

  private final int limit;
  private final Map<String, Extremes> extremes = new HashMap<>();
  private List<MetricPoint> points = new ArrayList<>();
  private int attempt;
  private long stride = 1;
  private boolean thinned;
  private long count;

  /// @param limit how many points are kept, at least 8
  public MetricHistory(int limit) {
    this.limit = limit;
  }

  /// One of so many whose points are held at once.
  public static MetricHistory oneOf(int jobs) {
    long room = Runtime.getRuntime().maxMemory() / BYTES / Math.max(1, jobs);
    return new MetricHistory(Math.clamp(room, FEWEST, Integer.MAX_VALUE / 2));
  }

  @Override
  public void accept(MetricPoint point) {
    if (point.attempt() != attempt) {
      attempt = point.attempt();
      extremes.clear();
    }
    count++;
    points.add(point);
    Extremes of = extremes.get(point.name());
    if (of != null) {
      of.add(point);
    } else if (extremes.size() < limit / 8) {
      extremes.put(point.name(), new Extremes(point));
    }
    if (points.size() > limit) {
      thin(point.report());
    }
  }

  /// What is kept, in the order it came.
  public List<MetricPoint> points() {
    return points;
  }

  /// How many points came.
  public long count() {
    return count;
  }

  /// Whether some are not kept.
  public boolean isThinned() {
    return thinned;
  }

  /// Leaves out what came since the last time by the same measure, and doubles it where that is not
  /// enough. At least a quarter goes each time: so the work grows with the points, no faster.
  private void thin(long last) {
    thinned = true;
    Set<Long> wanted = new HashSet<>();
    wanted.add(last);
    for (Extremes some : extremes.values()) {
      wanted.add(some.least.report());
      wanted.add(some.greatest.report());
      wanted.add(some.latest.report());
    }
    List<MetricPoint> kept = kept(wanted);
    if (kept.size() > limit / 2 && stride < HIGHEST_STRIDE) {
      stride *= 2;
      kept = kept(wanted);
    }
    // So many names that their extremes alone are too many: what came last counts.
    int most = limit * 3 / 4;
    points =
        kept.size() > most ? new ArrayList<>(kept.subList(kept.size() - most, kept.size())) : kept;
  }

  private List<MetricPoint> kept(Set<Long> wanted) {
    List<MetricPoint> kept = new ArrayList<>();
    for (MetricPoint point : points) {
      if (point.report() % stride == 0 || wanted.contains(point.report())) {
        kept.add(point);
      }
    }
    return kept;
  }

  /// The reports of one metric that are always kept.
  private static final class Extremes {

    private MetricPoint least;
    private MetricPoint greatest;
    private MetricPoint latest;

    Extremes(MetricPoint first) {
      least = first;
      greatest = first;
      latest = first;
    }

    void add(MetricPoint point) {
      latest = point;
      if (Double.isNaN(least.value()) || point.value() < least.value()) {
        least = point;
      }
      if (Double.isNaN(greatest.value()) || point.value() > greatest.value()) {
        greatest = point;
      }
    }
  }
}
