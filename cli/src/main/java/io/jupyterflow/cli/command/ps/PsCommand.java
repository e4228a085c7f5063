package io.jupyterflow.cli.command.ps;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.Durations;
import io.jupyterflow.cli.output.JobCounts;
import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.output.StateText;
import io.jupyterflow.cli.output.Table;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.RunListDocument;
import io.jupyterflow.core.engine.Runs;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `ps`: lists runs.
public final class PsCommand implements CliCommand {

  /// How many runs a table shows that was not asked for more.
  private static final int SHOWN = 20;

  @Override
  public CommandSpec syntax() {
    CommandSpec spec = Flags.command("ps", "List runs, newest first.", "ps [FLAGS]");
    spec.addOption(Flags.format(OutputFormat.values()));
    spec.addOption(Flags.value("STATE", "Only runs in this state: running, failed …", "--state"));
    spec.addOption(Flags.value("NUMBER", "Only so many (a table shows 20).", "-n", "--limit"));
    spec.addOption(Flags.toggle("All of them.", "-a", "--all"));
    spec.addPositional(Flags.strays());
    EngineFlags.addWhose(spec);
    return Flags.common(
        spec,
        "jupyterflow ps",
        "jupyterflow ps --state failed -o wide",
        "jupyterflow ps --state running -o name");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    if (!Flags.operands(words).isEmpty()) {
      throw new JupyterFlowException.Usage(
          "ps lists all runs.",
          Remedy.of("to see one: ", ActionKind.SHOW_RUN, Flags.operands(words).getFirst()));
    }
    OutputFormat format = Flags.format(words, OutputFormat.TABLE, OutputFormat.values());
    Runs.Listing listing = session.runs().list();
    SettingsLoader.warn(session, listing.problems(), format.isDocument());
    List<RunSummary> runs = inState(listing.runs(), Flags.value(words, "--state"));
    int limit = limit(words, format);
    List<RunSummary> shown = runs.subList(0, Math.min(limit, runs.size()));
    switch (format) {
      case JSON, YAML -> DocumentPrinter.print(session, format, RunListDocument.of(shown));
      case NAME -> shown.forEach(run -> session.result(run.id()));
      case TABLE, WIDE -> table(shown, format == OutputFormat.WIDE, session);
    }
    if (!format.isDocument() && shown.size() < runs.size()) {
      session.note((runs.size() - shown.size()) + " older runs: jupyterflow ps --all");
    }
    return ExitCode.OK;
  }

  private static int limit(ParseResult words, OutputFormat format) {
    boolean table = format == OutputFormat.TABLE || format == OutputFormat.WIDE;
    int otherwise = table && !Flags.has(words, "--all") ? SHOWN : Integer.MAX_VALUE;
    return Flags.value(words, "-n").map(v -> Flags.number("-n", v, 1)).orElse(otherwise);
  }

  private static List<RunSummary> inState(List<RunSummary> runs, Optional<String> state) {
    if (state.isEmpty()) {
      return runs;
    }
    List<String> known = new ArrayList<>();
    for (RunState candidate : RunState.values()) {
      if (candidate.text().equals(state.get())) {
        return runs.stream().filter(run -> run.state() == candidate).toList();
      }
      known.add(candidate.text());
    }
    throw ArgumentChecks.unknown(
        "state", "", state.get(), known, "use one of " + String.join(", ", known));
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
