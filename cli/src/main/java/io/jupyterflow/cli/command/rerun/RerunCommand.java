package io.jupyterflow.cli.command.rerun;

import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.ClusterFlagCheck;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.Jobs;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.command.StartFlags;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.settings.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `rerun`: the plan of a run again, as a new run; whole, or without what has its result already.
public final class RerunCommand implements CliCommand {

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command(
            "rerun",
            "Run a finished run again, as a new one. On Kubernetes it runs in what the notebook and"
                + " the settings have now, and says what the first run had otherwise.",
            "rerun ID [--failed | --from JOB]");
    spec.addPositional(Flags.operands("ID", "The run: its id, the beginning of it, or @last."));
    spec.addOption(Flags.toggle("Only what did not succeed; the rest is reused.", "--failed"));
    spec.addOption(Flags.value("JOB", "This job, and all that come after it.", "--from"));
    StartFlags.addTo(spec);
    EngineFlags.addWhose(spec);
    EngineFlags.addWherein(spec);
    return Flags.common(
        spec,
        "jupyterflow rerun @last --failed",
        "jupyterflow rerun train-7f3k2 --from report",
        "jupyterflow rerun @last --failed --image lab:2   # on Kubernetes: mended meanwhile",
        "jupyterflow rerun @last -d");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    StartFlags start = StartFlags.of(words);
    RunAddress address =
        RunArguments.wholeRun(words, "jupyterflow rerun @last --from JOB", session);
    Engine engine = address.engine();
    ClusterFlagCheck.refuse(words, engine, address.id());
    RunSnapshot parent = engine.run(address.id());
    if (!parent.state().isTerminal()) {
      throw new JupyterFlowException.Refused(
          "The run " + parent.id() + " is not over.",
          Remedy.of("wait for it: ", ActionKind.WATCH_RUN, parent.id())
              .then("; or stop it first: ")
              .then(ActionKind.STOP_RUN, parent.id()));
    }
    Set<String> reused = reused(parent, words);
    Settings settings =
        SettingsLoader.settings(
            session, EngineFlags.layer(words, start.width()), start.isDocument());
    int width = settings.jobs().value();
    Environment environment = environment(engine, parent, settings);
    List<String> differences = engine.differences(parent.id(), environment);
    if (!differences.isEmpty() && !start.quiet() && !start.isDocument()) {
      session.note(
          "It runs in what is here now, which is not all that "
              + parent.id()
              + " had: "
              + String.join("; ", differences)
              + ".");
    }
    SettingsLoader.warn(session, engine.check(parent.plan(), environment), start.isDocument());
    SubmitOptions options =
        new SubmitOptions(start.id(), width, start.failFast(), parent.id(), reused);
    return start.start(session, engine, () -> engine.submit(parent.plan(), environment, options));
  }

  private static Environment environment(Engine engine, RunSnapshot parent, Settings settings) {
    Environment environment = engine.environment(parent.id());
    return engine.keepsEnvironments() ? environment : settings.appliedTo(environment);
  }

  private static Set<String> reused(RunSnapshot parent, ParseResult words) {
    Optional<String> from = Flags.value(words, "--from");
    boolean failed = Flags.has(words, "--failed");
    if (failed && from.isPresent()) {
      throw new JupyterFlowException.Usage("--failed and --from exclude each other.");
    }
    if (!failed && from.isEmpty()) {
      return Set.of();
    }
    Set<String> again =
        from.isPresent() ? Jobs.withAllAfter(parent, Jobs.named(parent, from.get())) : Set.of();
    Set<String> reused = new LinkedHashSet<>();
    for (JobSnapshot job : parent.jobs()) {
      if (job.state().isSuccess() && !again.contains(job.name())) {
        reused.add(job.name());
      }
    }
    if (failed && reused.size() == parent.jobs().size()) {
      throw new JupyterFlowException.Refused(
          "Every job of " + parent.id() + " succeeded: there is nothing to run again.",
          Remedy.of("run all of it: ", ActionKind.RERUN, parent.id()));
    }
    return reused;
  }
}
