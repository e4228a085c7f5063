package io.jupyterflow.core.results;

import io.jupyterflow.core.metric.Numbers;
import io.jupyterflow.core.text.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/// Results as rows of text.
///
/// @param heads one for each column; a metric that is called like a hyperparameter has `metric.`
///   before its name
/// @param rows as many cells each; empty where there is no value
public record ResultsTable(List<String> heads, List<List<String>> rows) {

  public ResultsTable {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /// Puts results into rows.
  ///
  /// @param withRun whether the first column is the run's id
  /// @param numbers how metrics are written
  public static ResultsTable of(Results results, boolean withRun, DoubleFunction<String> numbers) {
    List<String> heads =
        new ArrayList<>(withRun ? List.of("run", "job", "state") : List.of("job", "state"));
    List<String> fixed = List.of("run", "job", "state");
    for (String parameter : results.parameters()) {
      heads.add(fixed.contains(parameter) ? "parameter." + parameter : parameter);
    }
    for (String metric : results.metrics()) {
      boolean taken = fixed.contains(metric) || results.parameters().contains(metric);
      heads.add(taken ? "metric." + metric : metric);
    }
    List<List<String>> rows = new ArrayList<>(results.rows().size());
    for (ResultRow row : results.rows()) {
      rows.add(cells(results, row, withRun, numbers));
    }
    return new ResultsTable(heads, rows);
  }

  private static List<String> cells(
      Results results, ResultRow row, boolean withRun, DoubleFunction<String> numbers) {
    List<String> cells = new ArrayList<>();
    if (withRun) {
      cells.add(row.run());
    }
    cells.add(row.job());
    cells.add(row.state().text());
    for (String parameter : results.parameters()) {
      cells.add(row.parameters().getOrDefault(parameter, ""));
    }
    for (String metric : results.metrics()) {
      Double value = row.metrics().get(metric);
      cells.add(value == null ? "" : numbers.apply(value));
    }
    return cells;
  }

  /// The table as RFC 4180 says, header first, lines ended by CR LF. Text that a spreadsheet would
  /// take for a formula has a `'` before it, and what is hidden in text is spelled out as in a
  /// table on the terminal; line ends and tabs stay. Numbers stay as they are.
  public String csv() {
    StringBuilder csv = new StringBuilder();
    record(heads, csv);
    for (List<String> row : rows) {
      record(row, csv);
    }
    return csv.toString();
  }

  private static void record(List<String> cells, StringBuilder csv) {
    for (int i = 0; i < cells.size(); i++) {
      csv.append(i == 0 ? "" : ",").append(field(cells.get(i)));
    }
    csv.append("\r\n");
  }

  private static String field(String value) {
    String spelled = Hidden.spelled(value, "\n\t");
    String text = isFormula(spelled) ? "'" + spelled : spelled;
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = ",\"\n".indexOf(text.charAt(i)) < 0;
    }
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /// Also in their wide forms, which some spreadsheets take for the same, and behind a tab or a
  /// line end, which some leave out.
  private static boolean isFormula(String text) {
    return !text.isEmpty()
        && "=+-@\t\n＝＋－＠".indexOf(text.charAt(0)) >= 0
        && Numbers.parse(text).isEmpty();
  }
}
