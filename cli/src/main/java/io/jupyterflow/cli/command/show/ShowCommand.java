package io.jupyterflow.cli.command.show;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Jobs;
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
public final class ShowCommand implements CliCommand<ShowOptions> {

  /// Above so many jobs, sweeps are folded.
  private static final int UNFOLDED = 200;

  @Override
  public CommandSyntax syntax() {
    return ShowOptions.syntax();
  }

  @Override
  public ShowOptions options(Arguments arguments) {
    return ShowOptions.of(arguments);
  }

  @Override
  public ExitCode run(ShowOptions options, Session session) {
    RunAddress address = session.runs().find(options.run());
    RunSnapshot run = address.engine().run(address.id());
    if (address.job() != null) {
      Jobs.named(run, address.job());
    }
    switch (options.format()) {
      case JSON, YAML -> DocumentPrinter.print(session, options.format(), RunDocument.of(run));
      case NAME -> session.result(run.id());
      case CSV -> throw OutputFormats.notOffered(options.format());
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
