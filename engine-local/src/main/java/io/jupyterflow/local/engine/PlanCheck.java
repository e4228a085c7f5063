package io.jupyterflow.local.engine;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.local.schedule.Capacity;
import io.jupyterflow.local.schedule.CapacityProbe;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What of a plan this machine can't do.
final class PlanCheck {

  static final String VISIBLE_GPUS = "CUDA_VISIBLE_DEVICES";

  private static final int LONG = 10_000;

  private PlanCheck() {}

  /// All problems at once; variants of one command are told once.
  static List<Problem> problems(Plan plan, Environment environment, CapacityProbe probe) {
    Capacity capacity =
        environment.engine() instanceof LocalEnvironment local
            ? local.capacity()
            : probe.probe(environment.variables().get(VISIBLE_GPUS));
    List<Problem> problems = new ArrayList<>();
    if (!Files.isDirectory(Path.of(environment.workingDirectory()))) {
      problems.add(
          Problem.error(
              "no-working-directory",
              null,
              "The working directory " + environment.workingDirectory() + " is not there.",
              "Change to a folder that exists and run again."));
    }
    // of a run that an earlier version took, and that is run again
    if (plan.footprint() > Plan.MOST_BYTES || plan.jobs().size() > Plan.MOST_JOBS) {
      problems.add(Plan.tooLarge(null));
    }
    Set<String> told = new HashSet<>();
    for (Job job : plan.jobs()) {
      Resources wanted = environment.resources().overriddenBy(job.resources());
      if (told.contains(job.origin())) {
        continue;
      }
      int before = problems.size();
      if (isLong(job)) {
        LongWords.problem(job).ifPresent(problems::add);
      }
      check(job, wanted, capacity, problems);
      if (problems.size() > before) {
        told.add(job.origin());
      }
    }
    return problems;
  }

  /// Whether something in it is worth a closer look: mostly nothing is, and that costs nothing.
  private static boolean isLong(Job job) {
    for (String value : job.env().values()) {
      if (value.length() > LONG) {
        return true;
      }
    }
    if (job.command() instanceof Command.Exec exec) { // a switch over types is slow when it is new
      for (String word : exec.argv()) {
        if (word.length() > LONG) {
          return true;
        }
      }
      return false;
    }
    return job.command() instanceof Command.Notebook
        || (job.command() instanceof Command.Shell shell && shell.text().length() > LONG);
  }

  private static void check(Job job, Resources wanted, Capacity capacity, List<Problem> problems) {
    Long memory = wanted.memory();
    if (memory != null && memory > capacity.memory()) {
      problems.add(
          Problem.error(
              "too-much-memory",
              null,
              job.name()
                  + " asks for "
                  + Bytes.spoken(memory)
                  + " of memory, but there is only "
                  + Bytes.spoken(capacity.memory())
                  + " here.",
              "Ask for less, or run it on a larger machine."));
    }
    Integer gpu = wanted.gpu();
    if (gpu != null && gpu > capacity.gpus().size()) {
      problems.add(
          Problem.error(
              "too-many-gpus",
              null,
              job.name()
                  + " asks for "
                  + gpu
                  + (gpu == 1 ? " GPU" : " GPUs")
                  + ", but there "
                  + (capacity.gpus().size() == 1 ? "is only 1" : "are " + capacity.gpus().size())
                  + " here.",
              "Ask for fewer with --gpu, or see what CUDA_VISIBLE_DEVICES allows."));
    }
    BigDecimal cpu = wanted.cpu();
    if (cpu != null && cpu.compareTo(BigDecimal.valueOf(capacity.cores())) > 0) {
      problems.add(
          Problem.warning(
              "too-many-cores",
              null,
              job.name()
                  + " asks for "
                  + cpu.toPlainString()
                  + " cores, but there are "
                  + capacity.cores()
                  + " here: it runs alone, and slower.",
              "Ask for fewer with --cpu where that matters."));
    }
  }
}
