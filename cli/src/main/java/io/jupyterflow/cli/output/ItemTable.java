package io.jupyterflow.cli.output;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import java.util.ArrayList;
import java.util.List;

/// What was captured, one line for each.
public final class ItemTable {

  /// How many code points of a value the narrow table shows.
  private static final int NARROW = 40;

  private ItemTable() {}

  /// The lines of the table, the header first.
  ///
  /// @param isWide whether values are shown whole, with where each was found
  public static List<String> of(List<CapturedItem> items, boolean isWide, Style style) {
    // whole values may be as long as they like: they come last
    List<String> header =
        isWide
            ? List.of("KIND", "NAME", "FATE", "FROM", "WHY", "VALUE")
            : List.of("KIND", "NAME", "VALUE", "FATE", "WHY");
    Table table = new Table(header);
    for (CapturedItem item : items) {
      String name = item.name();
      String value = isWide ? item.value() : cut(item.value());
      String fate = item.fate().text();
      boolean isSetting = item.reason().equals("set there");
      String reason = isSetting && !isWide ? "set in " + item.source() : item.reason();
      table.row(
          isWide
              ? List.of(item.kind(), name, fate, item.source(), reason, value)
              : List.of(item.kind(), name, value, fate, reason),
          (column, cell) -> column == (isWide ? 2 : 3) ? painted(item.fate(), cell, style) : cell);
    }
    return table.lines();
  }

  /// How many of each fate, in words.
  public static String counts(List<CapturedItem> items) {
    List<String> parts = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      int count = 0;
      for (CapturedItem item : items) {
        count += item.fate() == fate ? 1 : 0;
      }
      if (count > 0) {
        parts.add(count + " " + fate.text());
      }
    }
    return String.join(", ", parts);
  }

  private static String painted(Fate fate, String text, Style style) {
    return switch (fate) {
      case CARRIED -> style.green(text);
      case LEFT_OUT -> style.dim(text);
      case CHANGED -> style.yellow(text);
      case MISSING -> style.red(text);
    };
  }

  private static String cut(String value) {
    int[] points = value.codePoints().limit(NARROW + 1L).toArray();
    return points.length <= NARROW ? value : new String(points, 0, NARROW - 1) + "…";
  }
}
