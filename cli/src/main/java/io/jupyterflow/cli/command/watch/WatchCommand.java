package io.jupyterflow.cli.command.watch;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.FollowSession;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.follow.FollowOptions;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.RunDocument;
import io.jupyterflow.core.document.YamlText;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.Map;
import java.util.function.Consumer;

/// `watch`: follows a run that was started elsewhere or before.
public final class WatchCommand implements CliCommand<Arguments> {

  private static final OutputFormats FORMATS =
      OutputFormats.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML);

  @Override
  public CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("watch", "Follow a run until it is over.", "watch ID [FLAGS]");
    syntax.operands("ID", "The run: its id, the beginning of it, or @last.");
    syntax.value("FORMAT", "json or yaml print a document at each change.", "-o", "--output");
    syntax.toggle("Show nothing while it runs.", "-q", "--quiet");
    syntax.toggle("Show the output of all jobs, however many.", "--logs");
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow watch @last",
        "jupyterflow watch @last -o json | jq -r '.jobs[] | select(.state == \"failed\") | .name'");
  }

  @Override
  public Arguments options(Arguments arguments) {
    return arguments;
  }

  @Override
  public ExitCode run(Arguments words, Session session) {
    OutputFormat format = words.format(FORMATS);
    RunAddress address = RunArguments.wholeRun(words, "jupyterflow watch @last", session);
    boolean quiet = words.has("-q") || format.isDocument();
    FollowOptions following =
        format.isDocument()
            ? new FollowOptions(false, quiet, false, new Printer(format, session))
            : new FollowOptions(false, quiet, words.has("--logs"), null);
    return FollowSession.attend(session, address.engine(), following, address::id).code();
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
