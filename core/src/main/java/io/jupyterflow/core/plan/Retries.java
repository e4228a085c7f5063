package io.jupyterflow.core.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When a job that did not succeed is tried again.
///
/// @param limit how many times after the first attempt
/// @param on the causes that are retried; any other ends the job
/// @param backoff how long to wait before the second attempt; each later wait is twice as long
/// @param memoryFactor what declared memory is multiplied by after an `oom`; null, which 1 becomes,
///   leaves it
public record Retries(
    int limit, Set<RetryCause> on, Duration backoff, @Nullable BigDecimal memoryFactor) {

  /// Nothing is said about retries, so there are none where settings say nothing either. Unlike a
  /// stated limit of 0 it names no causes.
  public static final Retries UNSTATED =
      new Retries(0, EnumSet.noneOf(RetryCause.class), Duration.ZERO, null);

  public Retries {
    if (limit < 0 || backoff.isNegative() || (memoryFactor != null && memoryFactor.signum() <= 0)) {
      throw new IllegalArgumentException("limit and backoff are not negative, memory grows");
    }
    // null, because most plans have none, and a JVM's first decimal number costs more than planning
    if (memoryFactor != null && memoryFactor.compareTo(BigDecimal.ONE) == 0) {
      memoryFactor = null;
    }
    on = Set.copyOf(on);
  }

  /// That many retries, whatever the cause.
  public static Retries of(int limit) {
    return new Retries(limit, EnumSet.allOf(RetryCause.class), Duration.ZERO, null);
  }

  /// Whether settings may decide.
  public boolean isUnstated() {
    return limit == 0 && on.isEmpty();
  }

  /// These with another limit; all causes where none were stated.
  public Retries withLimit(int other) {
    return isUnstated() ? of(other) : new Retries(other, on, backoff, memoryFactor);
  }
}
