package io.jupyterflow.cli.command.ps;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.Durations;
import io.jupyterflow.cli.output.JobCounts;
import io.jupyterflow.cli.output.StateText;
import io.jupyterflow.cli.output.Table;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.RunListDocument;
import io.jupyterflow.core.engine.Runs;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `ps`: lists runs.
public final class PsCommand implements CliCommand<PsOptions> {

  @Override
  public CommandSyntax syntax() {
    return PsOptions.syntax();
  }

  @Override
  public PsOptions options(Arguments arguments) {
    return PsOptions.of(arguments);
  }

  @Override
  public ExitCode run(PsOptions options, Session session) {
    OutputFormat format = options.format();
    Runs.Listing listing = session.runs().list();
    SettingsLoader.warn(session, listing.problems(), format.isDocument());
    List<RunSummary> runs = inState(listing.runs(), options.state());
    List<RunSummary> shown = runs.subList(0, Math.min(options.limit(), runs.size()));
    switch (format) {
      case JSON, YAML -> DocumentPrinter.print(session, format, RunListDocument.of(shown));
      case NAME -> shown.forEach(run -> session.result(run.id()));
      case CSV -> throw OutputFormats.notOffered(format);
      case TABLE, WIDE -> table(shown, format == OutputFormat.WIDE, session);
    }
    if (!format.isDocument() && shown.size() < runs.size()) {
      session.note((runs.size() - shown.size()) + " older runs: jupyterflow ps --all");
    }
    return ExitCode.OK;
  }

  private static List<RunSummary> inState(List<RunSummary> runs, @Nullable RunState state) {
    return state == null ? runs : runs.stream().filter(run -> run.state() == state).toList();
  }

  private static void table(List<RunSummary> runs, boolean wide, Session session) {
    if (runs.isEmpty()) {
      session.note("No runs. Start one: jupyterflow run -c \"prep.py >> train.py\"");
      return;
    }
    Instant now = session.clock().instant();
    Style style = session.style();
    List<String> header = new ArrayList<>(List.of("ID", "STATE", "JOBS", "TIME", "AGE"));
    if (wide) {
      header.addAll(List.of("ENGINE", "PARENT", "CREATED", "DETAIL"));
    }
    Table table = new Table(header);
    for (RunSummary run : runs) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  run.id(),
                  run.state().text(),
                  // a run that can't be read has as many as nobody knows
                  run.total() == 0 ? "-" : JobCounts.done(run) + "/" + run.total(),
                  Durations.between(run.startedAt(), run.finishedAt(), now),
                  run.createdAt().equals(Instant.EPOCH)
                      ? "-"
                      : Durations.ago(run.createdAt(), now)));
      if (wide) {
        String parent = run.parent();
        row.addAll(
            List.of(
                run.engine(),
                parent == null ? "-" : parent,
                run.createdAt().toString(),
                JobCounts.text(run)));
      }
      table.row(row, (column, cell) -> column == 1 ? StateText.word(run.state(), style) : cell);
    }
    table.lines().forEach(session::result);
  }
}
