package io.jupyterflow.cli.command.results;

import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.output.OutputFormat;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `results`: hyperparameters beside the metrics they led to.
public final class ResultsCommand implements CliCommand {

  private static final int WIDEST_PLOT = 120;

  private static final String NO_METRICS =
      "No metrics were reported. Print lines of name=number words, such as epoch=1 loss=0.5.";

  /// What `-o` offers here: what it offers everywhere, and a table for programs.
  private enum Format {
    TABLE,
    WIDE,
    CSV,
    JSON,
    YAML,
    NAME;

    static Format parse(String word) {
      List<String> words = new ArrayList<>();
      for (Format format : values()) {
        String text = format.name().toLowerCase(Locale.ROOT);
        if (text.equals(word)) {
          return format;
        }
        words.add(text);
      }
      throw new JupyterFlowException.Usage(
          "'" + word + "' is no output format here.",
          Remedy.of("use -o " + String.join("|", words)));
    }
  }

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command(
            "results",
            "Lay the hyperparameters of runs beside the metrics they led to.",
            "results ID… [FLAGS]");
    spec.addPositional(Flags.operands("ID", "The runs: ids, beginnings of them, or @last."));
    spec.addOption(
        Flags.value("METRIC", "The least value of METRIC first, of each job its best.", "--min"));
    spec.addOption(
        Flags.value(
            "METRIC", "The greatest value of METRIC first, of each job its best.", "--max"));
    spec.addOption(
        OptionSpec.builder("--plot")
            .arity("0..1")
            .fallbackValue("")
            .type(String.class)
            .paramLabel("METRIC[:OVER]")
            .description(
                "Draw METRIC over a hyperparameter, or over a metric such as epoch as it went on.")
            .build());
    spec.addOption(
        Flags.value(
            "FORMAT",
            "Print the result as table, wide, csv, json, yaml or name.",
            "-o",
            "--output"));
    EngineFlags.addWhose(spec);
    return Flags.common(
        spec,
        "jupyterflow results @last --min loss",
        "jupyterflow results train-7f3k2 train-9zzzz --max accuracy",
        "jupyterflow results @last --plot loss:rate     # over a hyperparameter",
        "jupyterflow results @last --plot loss:epoch    # learning curves",
        "jupyterflow results @last -o csv > results.csv",
        "jupyterflow results @last --max accuracy -o name | head -1",
        "",
        "Metrics need no library: print lines of name=number words (epoch=1 loss=0.5), or append",
        "JSON lines to the file $JUPYTERFLOW_METRICS, or give patterns in workflow.yaml.");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    List<String> operands = new ArrayList<>(Flags.operands(words));
    @Nullable String plot = Flags.value(words, "--plot").orElse(null);
    if (plot != null && operands.isEmpty()) {
      // `results --plot ID`: the word behind the flag is the run
      operands.add(plot);
      plot = "";
    }
    @Nullable Format asked = Flags.value(words, "-o").map(Format::parse).orElse(null);
    if (plot != null && asked != null) {
      throw new JupyterFlowException.Usage(
          "--plot draws on the terminal, -o prints the numbers: use one of them.");
    }
    List<RunMetrics> runs = runs(operands, session);
    // Told first: where a metric is missing, they say why.
    tell(runs, session);
    Results results = Results.of(runs, goal(words).orElse(null));
    if (plot != null) {
      draw(results, plot, session);
    } else {
      print(results, runs, asked == null ? Format.TABLE : asked, session);
    }
    return ExitCode.OK;
  }

  private static List<RunMetrics> runs(List<String> operands, Session session) {
    if (operands.isEmpty() || operands.getFirst().isEmpty()) {
      throw new JupyterFlowException.Usage(
          "The name of the run is missing.", Remedy.of("jupyterflow results @last"));
    }
    List<RunMetrics> runs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String word : operands) {
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

  private static Optional<Goal> goal(ParseResult words) {
    Optional<Goal> min = Flags.value(words, "--min").map(m -> new Goal(Direction.MIN, m));
    Optional<Goal> max = Flags.value(words, "--max").map(m -> new Goal(Direction.MAX, m));
    if (min.isPresent() && max.isPresent()) {
      throw new JupyterFlowException.Usage("--min and --max exclude each other.");
    }
    return min.or(() -> max);
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
      Results results, List<RunMetrics> runs, Format format, Session session) {
    switch (format) {
      case JSON ->
          DocumentPrinter.print(session, OutputFormat.JSON, ResultsDocument.of(results, runs));
      case YAML ->
          DocumentPrinter.print(session, OutputFormat.YAML, ResultsDocument.of(results, runs));
      case CSV -> session.text(ResultsTable.of(results, true, NumberText::exact).csv());
      case NAME -> results.rows().forEach(r -> session.result(r.run() + "/" + r.job()));
      case TABLE ->
          table(
              results,
              ResultsTable.of(results, results.runs().size() > 1, NumberText::brief),
              session);
      case WIDE -> table(results, ResultsTable.of(results, true, NumberText::exact), session);
    }
    if (format != Format.JSON && format != Format.YAML) {
      results.passedOver().ifPresent(row -> tellOf(row, results, session));
    }
    if (results.metrics().isEmpty() && (format == Format.TABLE || format == Format.WIDE)) {
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

  /// The goal's metric, else the first that is no mere count.
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
