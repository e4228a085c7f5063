package io.jupyterflow.cli.output;

import io.jupyterflow.cli.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;

/// Rows of text under a header, in columns as wide as they need to be. No lines, no trailing space:
/// it can be cut with `awk`.
public final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public Table(List<String> header) {
    rows.add(List.copyOf(header));
  }

  /// Adds a row.
  ///
  /// @param cells as many as the header has
  public void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /// The lines of the table, the header first.
  public List<String> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TextWidth.of(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(TextWidth.pad(row.get(i), widths[i])).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
