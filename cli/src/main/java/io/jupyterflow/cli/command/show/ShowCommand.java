package io.jupyterflow.cli.command.show;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Jobs;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.cli.output.PlanTree;
import io.jupyterflow.cli.output.RunHeadline;
import io.jupyterflow.cli.output.RunTree;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.RunDocument;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// `show`: one run with all its jobs.
public final class ShowCommand implements CliCommand<Arguments> {

  /// Above so many jobs, sweeps are folded.
  private static final int UNFOLDED = 200;

  private static final OutputFormats FORMATS =
      OutputFormats.of(
          OutputFormat.TABLE,
          OutputFormat.WIDE,
          OutputFormat.JSON,
          OutputFormat.YAML,
          OutputFormat.NAME);

  @Override
  public CommandSyntax syntax() {
    CommandSyntax syntax = new CommandSyntax("show", "Show a run and its jobs.", "show ID [FLAGS]");
    syntax.operands("ID", "The run: its id, the beginning of it, or @last.");
    syntax.formats(FORMATS);
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow show @last",
        "jupyterflow show train-7f -o wide       # every variant, and how long each waited",
        "jupyterflow show train-7f3k2 -o json");
  }

  @Override
  public Arguments options(Arguments arguments) {
    return arguments;
  }

  @Override
  public ExitCode run(Arguments words, Session session) {
    OutputFormat format = words.format(FORMATS);
    RunAddress address = session.runs().find(words.operand("the run", "jupyterflow show @last"));
    RunSnapshot run = address.engine().run(address.id());
    if (address.job() != null) {
      Jobs.named(run, address.job());
    }
    switch (format) {
      case JSON, YAML -> DocumentPrinter.print(session, format, RunDocument.of(run));
      case NAME -> session.result(run.id());
      case TABLE -> tree(run, UNFOLDED, session);
      case WIDE -> tree(run, Integer.MAX_VALUE, session);
    }
    return ExitCode.OK;
  }

  private static void tree(RunSnapshot run, int rows, Session session) {
    Style style = session.style();
    Instant now = session.clock().instant();
    session.result(RunHeadline.of(run, now, style));
    session.result(
        style.dim(
            "engine "
                + run.engine()
                + ", created "
                + local(run.createdAt())
                + (run.parent() == null ? "" : ", rerun of " + run.parent())));
    if (!run.message().isEmpty()) {
      session.result(run.message());
    }
    session.result("");
    new RunTree(PlanTree.of(run.plan()), style, rows == Integer.MAX_VALUE)
        .lines(run, now, rows, job -> "")
        .forEach(session::result);
    if (rows < run.jobs().size()) {
      session.note("Every variant: jupyterflow show " + run.id() + " -o wide");
    }
    if (run.state() == RunState.FAILED) {
      session.note("Why: jupyterflow why " + run.id());
    }
  }

  private static String local(Instant instant) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT)
        .withZone(ZoneId.systemDefault())
        .format(instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
