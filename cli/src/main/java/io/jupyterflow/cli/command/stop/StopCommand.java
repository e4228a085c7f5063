package io.jupyterflow.cli.command.stop;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;

/// `stop`: ends a run with all its processes.
public final class StopCommand implements CliCommand<StopOptions> {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  @Override
  public CommandSyntax syntax() {
    return StopOptions.syntax();
  }

  @Override
  public StopOptions options(Arguments arguments) {
    return StopOptions.of(arguments);
  }

  @Override
  public ExitCode run(StopOptions options, Session session) {
    RunAddress address = RunArguments.wholeRun(options.run(), StopOptions.EXAMPLE, session);
    Engine engine = address.engine();
    RunSnapshot run;
    try {
      run = engine.run(address.id());
    } catch (JupyterFlowException.Refused unreadable) {
      // It may run all the same; where it doesn't, this says why it can't be read.
      engine.stop(address.id());
      session.result(
          address.id()
              + " is asked to stop. Its files can't be read, so when it has stopped is not known.");
      return ExitCode.OK;
    }
    if (run.state().isTerminal()) {
      session.result(run.id() + " was over already: " + run.state().text());
      return ExitCode.OK;
    }
    engine.stop(run.id());
    while (!run.state().isTerminal()) {
      run = engine.watch(run.id(), run.revision(), PATIENCE).map(RunUpdate::run).orElse(run);
    }
    session.result(run.id() + " " + run.state().text());
    return ExitCode.OK;
  }
}
