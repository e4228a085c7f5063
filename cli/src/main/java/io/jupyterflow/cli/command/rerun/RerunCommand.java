package io.jupyterflow.cli.command.rerun;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.ClusterFlagCheck;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Jobs;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.command.StartFlags;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.core.submission.PreparedRun;
import io.jupyterflow.core.submission.RerunRequest;
import io.jupyterflow.core.submission.ReusedJobs;
import io.jupyterflow.core.submission.RunPreparation;
import java.util.List;
import java.util.Set;

/// `rerun`: the plan of a run again, as a new run; whole, or without what has its result already.
public final class RerunCommand implements CliCommand<RerunOptions> {

  @Override
  public CommandSyntax syntax() {
    return RerunOptions.syntax();
  }

  @Override
  public RerunOptions options(Arguments arguments) {
    return RerunOptions.of(arguments);
  }

  @Override
  public ExitCode run(RerunOptions options, Session session) {
    StartFlags start = options.start();
    RunAddress address = RunArguments.wholeRun(options.run(), RerunOptions.EXAMPLE, session);
    Engine engine = address.engine();
    ClusterFlagCheck.refuse(options.engine(), engine, address.id(), session.engines());
    RunSnapshot parent = engine.run(address.id());
    if (!parent.state().isTerminal()) {
      throw new JupyterFlowException.Refused(
          "The run " + parent.id() + " is not over.",
          Remedy.of("wait for it: ", ActionKind.WATCH_RUN, parent.id())
              .then("; or stop it first: ")
              .then(ActionKind.STOP_RUN, parent.id()));
    }
    Set<String> reused = reused(parent, options);
    Settings settings =
        SettingsLoader.settings(session, options.engine().layer(start.width()), start.isDocument());
    RerunRequest request = new RerunRequest(parent, reused, settings, start.id(), start.failFast());
    PreparedRun prepared = RunPreparation.rerun(request, engine);
    List<String> differences = engine.differences(parent.id(), prepared.environment());
    if (!differences.isEmpty() && !start.quiet() && !start.isDocument()) {
      session.note(
          "It runs in what is here now, which is not all that "
              + parent.id()
              + " had: "
              + String.join("; ", differences)
              + ".");
    }
    SettingsLoader.warn(session, prepared.problems(), start.isDocument());
    return start.start(session, engine, prepared::submit);
  }

  private static Set<String> reused(RunSnapshot parent, RerunOptions options) {
    String from = options.from();
    if (!options.failed() && from == null) {
      return Set.of();
    }
    Set<String> reused =
        from == null ? ReusedJobs.of(parent) : ReusedJobs.before(parent, Jobs.named(parent, from));
    if (options.failed() && reused.size() == parent.jobs().size()) {
      throw new JupyterFlowException.Refused(
          "Every job of " + parent.id() + " succeeded: there is nothing to run again.",
          Remedy.of("run all of it: ", ActionKind.RERUN, parent.id()));
    }
    return reused;
  }
}
