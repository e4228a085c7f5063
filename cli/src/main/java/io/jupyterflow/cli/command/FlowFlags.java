package io.jupyterflow.cli.command;

import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import io.jupyterflow.core.quantity.TimeSpan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The flags of `run` and `cron add` that say what jobs get, and what they come to.
public final class FlowFlags {

  private FlowFlags() {}

  public static void addTo(CommandSyntax syntax) {
    syntax.values("CORES", "Give each job so many cores: 2, 0.5 or 500m.", "--cpu");
    syntax.values("SIZE", "Give each job so much memory: 8Gi, 512Mi.", "--memory");
    syntax.values("NUMBER", "Give each job so many GPUs (0).", "--gpu");
    syntax.values(
        "JOB",
        "Apply the --cpu, --memory and --gpu before it to this job alone, or to all"
            + " variants of this sweep.",
        "--for");
    syntax.value("NUMBER", "Try a failed job again, up to NUMBER times (0).", "--retries");
    syntax.value("TIME", "End a job that runs longer than 45s, 90m, 2h (no limit).", "--timeout");
    syntax.toggle("Run every job through sh -c.", "--shell");
    syntax.toggle("Run no job through a shell.", "--exec");
    syntax.value("NUMBER", "Allow one sweep up to NUMBER variants (10000).", "--max-variants");
  }

  /// Reads them.
  ///
  /// @throws JupyterFlowException.Usage where one has a value that it can't take
  public static PlanOptions of(Arguments arguments) {
    if (arguments.has("--shell") && arguments.has("--exec")) {
      throw new JupyterFlowException.Usage(
          "--shell and --exec exclude each other.", Remedy.of("leave one out"));
    }
    CommandMode mode =
        arguments.has("--shell")
            ? CommandMode.SHELL
            : arguments.has("--exec") ? CommandMode.EXEC : CommandMode.AUTO;
    Map<String, Resources> perJob = new LinkedHashMap<>();
    Resources forAll = resources(arguments, perJob);
    @Nullable Integer retries = arguments.number("--retries", 0);
    @Nullable Duration timeout =
        arguments
            .value("--timeout")
            .map(v -> amount("--timeout", v, TimeSpan::parse, TimeSpan.EXAMPLE))
            .orElse(null);
    if (timeout != null && timeout.isZero()) {
      throw new JupyterFlowException.Usage("--timeout takes a time above 0.");
    }
    @Nullable Integer variants = arguments.number("--max-variants", 1);
    return new PlanOptions(
        null,
        mode,
        variants == null ? PlanOptions.DEFAULT_MAX_VARIANTS : variants,
        forAll,
        perJob,
        retries,
        timeout);
  }

  /// Goes through the flags in the order they were typed: `--for` takes what is before it.
  private static Resources resources(Arguments arguments, Map<String, Resources> perJob) {
    Resources pending = Resources.UNSTATED;
    Map<String, Integer> next = new LinkedHashMap<>();
    for (String flag : arguments.flagsInOrder()) {
      int index = next.merge(flag, 1, Integer::sum) - 1;
      pending =
          switch (flag) {
            case "--cpu", "--memory", "--gpu" ->
                pending.overriddenBy(one(flag, arguments.values(flag).get(index)));
            case "--for" -> {
              String job = arguments.values(flag).get(index);
              if (pending.isUnstated()) {
                throw new JupyterFlowException.Usage(
                    "--for " + job + " has no --cpu, --memory or --gpu before it.",
                    Remedy.of("write --gpu 1 --for " + job));
              }
              perJob.merge(job, pending, Resources::overriddenBy);
              yield Resources.UNSTATED;
            }
            default -> pending;
          };
    }
    return pending;
  }

  private static Resources one(String flag, String value) {
    return switch (flag) {
      case "--cpu" -> new Resources(amount(flag, value, Cores::parse, Cores.EXAMPLE), null, null);
      case "--memory" ->
          new Resources(null, amount(flag, value, Bytes::asked, Bytes.EXAMPLE), null);
      default -> new Resources(null, null, Arguments.number(flag, value, 0));
    };
  }

  private static <T> T amount(
      String flag, String value, Function<String, Optional<T>> parse, String example) {
    return parse
        .apply(value.strip())
        .orElseThrow(() ->
            new JupyterFlowException.Usage(flag + " takes " + example + ", not '" + value + "'."));
  }
}
