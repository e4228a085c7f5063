package io.jupyterflow.cli.output;

import io.jupyterflow.cli.terminal.TerminalSanitizer;
import io.jupyterflow.cli.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of text under a header, in columns as wide as they need to be. No lines, no trailing space:
/// it can be cut with `awk`. Cells are values of others: what is hidden in them is spelled out,
/// line ends and tabs too, so that a row is one line. Colors are put around them by a [Paint].
public final class Table {

  private static final String GAP = "  ";

  private final List<Row> rows = new ArrayList<>();

  /// Puts colors around cells.
  public interface Paint {

    /// A cell in its colors.
    ///
    /// @param column counted from 0
    String of(int column, String cell);
  }

  private record Row(List<String> cells, @Nullable Paint paint) {

    /// A cell in its colors, with spaces after it up to so many cells of the terminal.
    String padded(int column, int width) {
      String cell = cells.get(column);
      String shown = paint == null ? cell : paint.of(column, cell);
      return TextWidth.pad(shown, width);
    }
  }

  public Table(List<String> header) {
    row(header);
  }

  /// Adds a row.
  ///
  /// @param cells as many as the header has
  public void row(List<String> cells) {
    add(cells, null);
  }

  /// Adds a row in colors.
  ///
  /// @param cells as many as the header has
  public void row(List<String> cells, Paint paint) {
    add(cells, paint);
  }

  private void add(List<String> cells, @Nullable Paint paint) {
    List<String> spelled = new ArrayList<>(cells.size());
    for (String cell : cells) {
      spelled.add(TerminalSanitizer.cell(cell));
    }
    rows.add(new Row(spelled, paint));
  }

  /// The lines of the table, the header first.
  public List<String> lines() {
    int[] widths = new int[rows.getFirst().cells().size()];
    for (Row row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TextWidth.of(row.cells().get(i)));
      }
    }
    List<String> lines = new ArrayList<>(rows.size());
    for (Row row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.padded(i, widths[i])).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
