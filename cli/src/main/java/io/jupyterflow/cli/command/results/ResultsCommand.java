package io.jupyterflow.cli.command.results;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.output.Table;
import io.jupyterflow.cli.plot.Plot;
import io.jupyterflow.cli.terminal.Size;
import io.jupyterflow.cli.terminal.TerminalSanitizer;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.ResultsDocument;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.metric.MetricNotice;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.results.Chart;
import io.jupyterflow.core.results.Goal;
import io.jupyterflow.core.results.Goal.Direction;
import io.jupyterflow.core.results.NumberText;
import io.jupyterflow.core.results.ResultRow;
import io.jupyterflow.core.results.Results;
import io.jupyterflow.core.results.ResultsTable;
import io.jupyterflow.core.results.RunMetrics;
import io.jupyterflow.core.run.JobState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `results`: hyperparameters next to the metrics they led to.
public final class ResultsCommand implements CliCommand<ResultsOptions> {

  private static final int WIDEST_PLOT = 120;

  private static final String NO_METRICS =
      "No metrics were reported. Print lines of name=number words, such as epoch=1 loss=0.5.";

  @Override
  public CommandSyntax syntax() {
    return ResultsOptions.syntax();
  }

  @Override
  public ResultsOptions options(Arguments arguments) {
    return ResultsOptions.of(arguments);
  }

  @Override
  public ExitCode run(ResultsOptions options, Session session) {
    List<RunMetrics> runs = runs(options.runs(), session);
    // Told first: where a metric is missing, they say why.
    tell(runs, session);
    Results results = Results.of(runs, options.goal());
    String plot = options.plot();
    if (plot != null) {
      draw(results, plot, session);
    } else {
      print(results, runs, options.format(), session);
    }
    return ExitCode.OK;
  }

  private static List<RunMetrics> runs(List<String> words, Session session) {
    List<RunMetrics> runs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String word : words) {
      RunAddress address = session.runs().find(word);
      if (address.job() != null) {
        throw new JupyterFlowException.Usage(
            "results compares the jobs of whole runs.",
            Remedy.of("jupyterflow results " + address.id()));
      }
      if (seen.add(address.id())) {
        runs.add(
            new RunMetrics(
                address.engine().run(address.id()), address.engine().metrics(address.id())));
      }
    }
    return runs;
  }

  /// What jobs reported and is not in the table.
  private static void tell(List<RunMetrics> runs, Session session) {
    for (RunMetrics run : runs) {
      for (String line : MetricNotice.lines(run.reported().notices())) {
        String whose = runs.size() > 1 ? run.run().id() + "/" : "";
        session.note(TerminalSanitizer.line(whose + line, session.style()));
      }
    }
  }

  private static void print(
      Results results, List<RunMetrics> runs, OutputFormat format, Session session) {
    switch (format) {
      case JSON, YAML -> DocumentPrinter.print(session, format, ResultsDocument.of(results, runs));
      case CSV -> session.text(ResultsTable.of(results, true, NumberText::exact).csv());
      case NAME -> results.rows().forEach(r -> session.result(r.run() + "/" + r.job()));
      case TABLE ->
          table(
              results,
              ResultsTable.of(results, results.runs().size() > 1, NumberText::brief),
              session);
      case WIDE -> table(results, ResultsTable.of(results, true, NumberText::exact), session);
    }
    if (!format.isDocument()) {
      results.passedOver().ifPresent(row -> tellOf(row, results, session));
    }
    if (results.metrics().isEmpty()
        && (format == OutputFormat.TABLE || format == OutputFormat.WIDE)) {
      session.note(NO_METRICS);
    }
  }

  /// Why the best number is not the first.
  private static void tellOf(ResultRow row, Results results, Session session) {
    Goal goal = results.goal();
    if (goal != null) {
      session.note(
          (results.runs().size() > 1 ? row.run() + "/" + row.job() : row.job())
              + " has the "
              + (goal.direction() == Direction.MIN ? "least " : "greatest ")
              + goal.metric()
              + ", "
              + NumberText.brief(row.metrics().getOrDefault(goal.metric(), Double.NaN))
              + ", but is not the best: it "
              + (row.state() == JobState.FAILED ? "" : "was ")
              + row.state().text()
              + ".");
    }
  }

  private static void table(Results results, ResultsTable cells, Session session) {
    List<String> heads = new ArrayList<>();
    for (String head : cells.heads()) {
      boolean ours = head.equals("run") || head.equals("job") || head.equals("state");
      heads.add(ours ? head.toUpperCase(Locale.ROOT) : head);
    }
    heads.add("");
    Table table = new Table(heads);
    for (int i = 0; i < cells.rows().size(); i++) {
      ResultRow row = results.rows().get(i);
      List<String> line = new ArrayList<>(cells.rows().get(i));
      line.add(row.best() ? "best" : "");
      int last = line.size() - 1;
      table.row(line, (column, cell) -> column == last ? session.style().green(cell) : cell);
    }
    if (!cells.rows().isEmpty()) {
      table.lines().forEach(session::result);
    }
  }

  private static void draw(Results results, String word, Session session) {
    if (results.metrics().isEmpty()) {
      throw new JupyterFlowException.NotFound("There is nothing to draw. " + NO_METRICS);
    }
    Chart chart = Chart.of(results, word.isEmpty() ? usualMetric(results) : word);
    boolean terminal = session.surroundings().terminal().isOutput();
    Size size = terminal ? session.surroundings().terminal().size() : Size.USUAL;
    boolean unicode = isUnicode(session.surroundings().environment());
    Plot.draw(chart, Math.min(size.columns(), WIDEST_PLOT), unicode).forEach(session::result);
  }

  /// The goal's metric, else the first that is not a mere count.
  private static String usualMetric(Results results) {
    Goal goal = results.goal();
    if (goal != null) {
      return goal.metric();
    }
    for (String metric : results.metrics()) {
      if (!Chart.USUAL_STEPS.contains(metric)) {
        return metric;
      }
    }
    return results.metrics().getFirst();
  }

  /// Only a locale that says otherwise speaks against UTF-8.
  private static boolean isUnicode(Map<String, String> environment) {
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      String locale = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
      if (!locale.isEmpty()) {
        return locale.contains("utf-8") || locale.contains("utf8");
      }
    }
    return true;
  }
}
