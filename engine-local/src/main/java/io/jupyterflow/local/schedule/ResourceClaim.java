package io.jupyterflow.local.schedule;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one attempt takes while it runs.
///
/// @param slots of the width: one, or as many as whole cores it declares
/// @param memory in bytes, 0 where it declares none
/// @param gpus how many devices
public record ResourceClaim(int slots, long memory, int gpus) {

  // Written out, as is [#hashCode]: what the compiler gives a record is put together when it is
  // first called, which takes 17 ms just before the first job.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResourceClaim that
        && slots == that.slots
        && memory == that.memory
        && gpus == that.gpus;
  }

  @Override
  public int hashCode() {
    return (slots * 31 + gpus) * 31 + Long.hashCode(memory);
  }

  /// What the next attempt of a job takes, never more than there is: declared memory grows with
  /// each time it was too little.
  ///
  /// @param width how many jobs may run at once if each takes one slot
  /// @param countCores whether declared cores count; they don't where the user gave the width
  public static ResourceClaim of(
      Job job,
      List<Attempt> before,
      Resources common,
      Capacity capacity,
      int width,
      boolean countCores) {
    Resources resources = common.overriddenBy(job.resources());
    BigDecimal cpu = resources.cpu();
    int slots = 1;
    if (countCores && cpu != null) {
      slots = Math.clamp(cpu.setScale(0, RoundingMode.CEILING).longValue(), 1, Math.max(1, width));
    }
    Long memory = resources.memory();
    Integer gpus = resources.gpu();
    return new ResourceClaim(
        slots,
        memory == null ? 0 : grown(memory, job, before, capacity.memory()),
        gpus == null ? 0 : Math.min(gpus, capacity.gpus().size()));
  }

  private static long grown(long declared, Job job, List<Attempt> before, long most) {
    BigDecimal factor = job.retries().memoryFactor();
    if (factor == null) {
      return Math.min(declared, most);
    }
    BigDecimal memory = BigDecimal.valueOf(declared);
    BigDecimal limit = BigDecimal.valueOf(most);
    for (Attempt attempt : before) {
      if (attempt.cause() == RetryCause.OOM && memory.compareTo(limit) < 0) {
        memory = memory.multiply(factor);
      }
    }
    return memory.min(limit).longValue();
  }
}
