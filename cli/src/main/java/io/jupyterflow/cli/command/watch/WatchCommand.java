package io.jupyterflow.cli.command.watch;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.FollowSession;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.follow.FollowOptions;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.RunDocument;
import io.jupyterflow.core.document.YamlText;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.Map;
import java.util.function.Consumer;

/// `watch`: follows a run that was started elsewhere or before.
public final class WatchCommand implements CliCommand<WatchOptions> {

  @Override
  public CommandSyntax syntax() {
    return WatchOptions.syntax();
  }

  @Override
  public WatchOptions options(Arguments arguments) {
    return WatchOptions.of(arguments);
  }

  @Override
  public ExitCode run(WatchOptions options, Session session) {
    OutputFormat format = options.format();
    RunAddress address = RunArguments.wholeRun(options.run(), WatchOptions.EXAMPLE, session);
    boolean quiet = options.quiet() || format.isDocument();
    FollowOptions following =
        format.isDocument()
            ? new FollowOptions(false, quiet, false, new Printer(format, session))
            : new FollowOptions(false, quiet, options.logs(), null);
    Engine engine = address.engine();
    return FollowSession.attend(session, engine, following, () -> engine.run(address.id())).code();
  }

  /// Prints a document for each change; the plan's part is made once.
  private static final class Printer implements Consumer<RunSnapshot> {
    private final OutputFormat format;
    private final Session session;
    private Map<String, Object> plan = Map.of();

    Printer(OutputFormat format, Session session) {
      this.format = format;
      this.session = session;
    }

    @Override
    public void accept(RunSnapshot run) {
      if (plan.isEmpty()) {
        plan = RunDocument.plan(run.plan(), run.engine());
      }
      Map<String, ?> document = RunDocument.of(run, plan);
      if (format == OutputFormat.JSON) {
        session.result(JsonText.line(document));
      } else {
        session.text(YamlText.inStream(document));
      }
    }
  }
}
