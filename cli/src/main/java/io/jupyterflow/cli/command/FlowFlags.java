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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The flags of `run` and `cron add` that say what jobs get, and what they come to.
public final class FlowFlags {

  private FlowFlags() {}

  public static void addTo(CommandSpec spec) {
    spec.addOption(Flags.values("CORES", "Cores for each job: 2, 0.5 or 500m.", "--cpu"));
    spec.addOption(Flags.values("SIZE", "Memory for each job: 8Gi, 512Mi.", "--memory"));
    spec.addOption(Flags.values("NUMBER", "GPUs for each job.", "--gpu"));
    spec.addOption(
        Flags.values(
            "JOB",
            "The --cpu, --memory and --gpu before it are for this job alone, or for all"
                + " variants of this sweep.",
            "--for"));
    spec.addOption(Flags.value("NUMBER", "Try a job that fails so many times more.", "--retries"));
    spec.addOption(Flags.value("TIME", "End a job that runs longer: 45s, 90m, 2h.", "--timeout"));
    spec.addOption(Flags.toggle("Run every job through sh -c.", "--shell"));
    spec.addOption(Flags.toggle("Run no job through a shell.", "--exec"));
    spec.addOption(
        Flags.value("NUMBER", "Let one sweep have so many variants (10000).", "--max-variants"));
  }

  public static PlanOptions options(ParseResult words) {
    if (Flags.has(words, "--shell") && Flags.has(words, "--exec")) {
      throw new JupyterFlowException.Usage(
          "--shell and --exec exclude each other.", Remedy.of("leave one out"));
    }
    CommandMode mode =
        Flags.has(words, "--shell")
            ? CommandMode.SHELL
            : Flags.has(words, "--exec") ? CommandMode.EXEC : CommandMode.AUTO;
    Map<String, Resources> perJob = new LinkedHashMap<>();
    Resources forAll = resources(words, perJob);
    @Nullable Integer retries =
        Flags.value(words, "--retries").map(v -> Flags.number("--retries", v, 0)).orElse(null);
    @Nullable Duration timeout =
        Flags.value(words, "--timeout")
            .map(v -> amount("--timeout", v, TimeSpan::parse, TimeSpan.EXAMPLE))
            .orElse(null);
    if (timeout != null && timeout.isZero()) {
      throw new JupyterFlowException.Usage("--timeout takes a time above 0.");
    }
    int variants =
        Flags.value(words, "--max-variants")
            .map(v -> Flags.number("--max-variants", v, 1))
            .orElse(PlanOptions.DEFAULT_MAX_VARIANTS);
    return new PlanOptions(null, mode, variants, forAll, perJob, retries, timeout);
  }

  /// Goes through the flags in the order they were typed: `--for` takes what stands before it.
  private static Resources resources(ParseResult words, Map<String, Resources> perJob) {
    Resources pending = Resources.UNSTATED;
    Map<String, Integer> next = new LinkedHashMap<>();
    for (OptionSpec matched :
        words.matchedArgs().stream()
            .filter(OptionSpec.class::isInstance)
            .map(OptionSpec.class::cast)
            .toList()) {
      String flag = matched.longestName();
      int index = next.merge(flag, 1, Integer::sum) - 1;
      pending =
          switch (flag) {
            case "--cpu", "--memory", "--gpu" ->
                pending.overriddenBy(one(flag, matched.originalStringValues().get(index)));
            case "--for" -> {
              String job = matched.originalStringValues().get(index);
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
      default -> new Resources(null, null, Flags.number(flag, value, 0));
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
