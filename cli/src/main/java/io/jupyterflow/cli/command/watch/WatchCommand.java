package io.jupyterflow.cli.command.watch;

import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.FollowSession;
import io.jupyterflow.cli.command.RunArguments;
import io.jupyterflow.cli.follow.FollowOptions;
import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.RunDocument;
import io.jupyterflow.core.document.YamlText;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `watch`: follows a run that was started elsewhere or before.
public final class WatchCommand implements CliCommand {

  private static final OutputFormat[] FORMATS = {
    OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML
  };

  @Override
  public CommandSpec syntax() {
    CommandSpec spec = Flags.command("watch", "Follow a run until it is over.", "watch ID [FLAGS]");
    spec.addPositional(Flags.operands("ID", "The run: its id, the beginning of it, or @last."));
    spec.addOption(
        Flags.value("FORMAT", "json or yaml print a document at each change.", "-o", "--output"));
    spec.addOption(Flags.toggle("Show nothing while it runs.", "-q", "--quiet"));
    spec.addOption(Flags.toggle("Show the output of all jobs, however many.", "--logs"));
    EngineFlags.addWhose(spec);
    return Flags.common(
        spec,
        "jupyterflow watch @last",
        "jupyterflow watch @last -o json | jq -r '.jobs[] | select(.state == \"failed\") | .name'");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    OutputFormat format = Flags.format(words, OutputFormat.TABLE, FORMATS);
    RunAddress address = RunArguments.wholeRun(words, "jupyterflow watch @last", session);
    boolean quiet = Flags.has(words, "-q") || format.isDocument();
    FollowOptions following =
        format.isDocument()
            ? new FollowOptions(false, quiet, false, new Printer(format, session))
            : new FollowOptions(false, quiet, Flags.has(words, "--logs"), null);
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
