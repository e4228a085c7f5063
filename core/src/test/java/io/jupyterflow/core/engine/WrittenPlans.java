package io.jupyterflow.core.engine;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Plans as tests of engines write them.
public abstract class WrittenPlans {

  /// A job of a shell's text.
  protected static Job shell(String name, String text, String... needs) {
    return Job.of(name, new Command.Shell(text), List.of(needs));
  }

  /// A job of an argv.
  protected static Job exec(String name, List<String> argv, String... needs) {
    return Job.of(name, new Command.Exec(argv), List.of(needs));
  }

  protected static Plan plan(Job... jobs) {
    return new Plan("contract", List.of(jobs));
  }

  protected static Job retried(Job job, Retries retries) {
    return job.withRetries(retries);
  }

  protected static Job limited(Job job, Duration timeout) {
    return job.withTimeout(timeout);
  }

  protected static Retries times(int limit, RetryCause... on) {
    Set<RetryCause> causes =
        on.length == 0 ? EnumSet.allOf(RetryCause.class) : EnumSet.copyOf(List.of(on));
    return new Retries(limit, causes, Duration.ZERO, BigDecimal.ONE);
  }
}
