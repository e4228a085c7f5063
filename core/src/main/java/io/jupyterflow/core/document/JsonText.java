package io.jupyterflow.core.document;

import io.jupyterflow.core.text.Hidden;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renders a tree as JSON. A tree is made of maps with text keys, lists, text, numbers, booleans
/// and null, as documents are before they are text.
///
/// What is hidden in text (controls, characters that turn others round) is written as `\u202e`: it
/// is the same text to every reader, and a terminal it is printed to does not obey it.
///
/// JSON has no NaN and no infinities: they become the texts `NaN`, `Infinity` and `-Infinity`.
public final class JsonText {

  /// What a value of the outermost level is indented by where nothing is.
  private static final int FLAT = -1;

  private JsonText() {}

  /// Indented by two spaces, one value a line, with a line end at the end.
  public static String pretty(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    write(out, tree, 0);
    return out.append('\n').toString();
  }

  /// One line without white space between its parts, and no line end.
  public static String line(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    write(out, tree);
    return out.toString();
  }

  /// Appends a value as [#line] renders it.
  static void write(StringBuilder out, @Nullable Object value) {
    write(out, value, FLAT);
  }

  /// @param level how deep it lies, or [#FLAT]
  // a pattern switch costs its first caller 3 ms that no AOT cache takes away
  @SuppressWarnings("IfChainToSwitch")
  private static void write(StringBuilder out, @Nullable Object value, int level) {
    if (value instanceof String text) {
      text(out, text);
    } else if (value instanceof Map<?, ?> map) {
      map(out, map, level);
    } else if (value instanceof Iterable<?> items) {
      list(out, items, level);
    } else if (value instanceof Number number) {
      number(out, number);
    } else if (value instanceof Boolean flag) {
      out.append(flag.booleanValue());
    } else if (value == null) {
      out.append("null");
    } else {
      throw new IllegalArgumentException("no part of a document: " + value.getClass());
    }
  }

  private static void map(StringBuilder out, Map<?, ?> map, int level) {
    int inner = level == FLAT ? FLAT : level + 1;
    char between = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(between);
      between = ',';
      newLine(out, inner);
      text(out, (String) entry.getKey());
      out.append(level == FLAT ? ":" : ": ");
      write(out, entry.getValue(), inner);
    }
    end(out, between == '{' ? "{}" : "}", level);
  }

  private static void list(StringBuilder out, Iterable<?> items, int level) {
    int inner = level == FLAT ? FLAT : level + 1;
    char between = '[';
    for (Iterator<?> each = items.iterator(); each.hasNext(); ) {
      out.append(between);
      between = ',';
      newLine(out, inner);
      write(out, each.next(), inner);
    }
    end(out, between == '[' ? "[]" : "]", level);
  }

  private static void end(StringBuilder out, String end, int level) {
    if (end.length() == 1) {
      newLine(out, level);
    }
    out.append(end);
  }

  private static void newLine(StringBuilder out, int level) {
    if (level != FLAT) {
      out.append('\n');
      for (int i = 0; i < level; i++) {
        out.append("  ");
      }
    }
  }

  @SuppressWarnings("IfChainToSwitch")
  private static void number(StringBuilder out, Number number) {
    if ((number instanceof Double || number instanceof Float)
        && !Double.isFinite(number.doubleValue())) {
      text(out, number.toString());
    } else if (number instanceof Float) {
      out.append(number.doubleValue());
    } else {
      out.append(number);
    }
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || ((c < ' ' || c >= 0x7f) && Hidden.isAt(text, i))) {
        out.append(text, from, i);
        escape(out, c);
        from = i + 1;
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  private static void escape(StringBuilder out, char c) {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\b' -> out.append('b');
      case '\t' -> out.append('t');
      case '\n' -> out.append('n');
      case '\f' -> out.append('f');
      case '\r' -> out.append('r');
      default -> Hidden.code(out, c);
    }
  }
}
