package io.jupyterflow.core.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// A line of output made of `name=number` words only.
final class MetricLine {

  private MetricLine() {}

  /// The metrics of such a line, in its order (a name's last number counts); none where one of its
  /// words is anything else.
  static Map<String, Double> parse(String line) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    int at = endOfBlanks(line, 0);
    while (at < line.length()) {
      int end = endOfWord(line, at);
      OptionalDouble number = number(line, at, end);
      if (number.isEmpty()) {
        return Map.of();
      }
      metrics.put(line.substring(at, line.indexOf('=', at)), number.getAsDouble());
      at = endOfBlanks(line, end);
    }
    return metrics;
  }

  /// Whether this part of a line is one such word.
  static boolean isWord(String line, int start, int end) {
    return number(line, start, end).isPresent();
  }

  private static OptionalDouble number(String line, int start, int end) {
    int equals = line.indexOf('=', start);
    return equals <= start || equals >= end || !isName(line, start, equals)
        ? OptionalDouble.empty()
        : Numbers.parse(line.substring(equals + 1, end));
  }

  /// A letter or `_`, then letters, digits and `_ . - / : @`, of any script: `val/loss`, `f1@10`,
  /// `정확도`.
  private static boolean isName(String line, int start, int end) {
    for (int at = start; at < end; ) {
      int c = line.codePointAt(at);
      boolean letter = Character.isLetter(c) || c == '_';
      boolean later =
          Character.isLetterOrDigit(c)
              || Character.getType(c) == Character.NON_SPACING_MARK
              || "_.-/:@".indexOf(c) >= 0;
      if (!(at == start ? letter : later)) {
        return false;
      }
      at += Character.charCount(c);
    }
    return true;
  }

  private static int endOfWord(String line, int start) {
    int at = start;
    while (at < line.length() && !isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOfBlanks(String line, int start) {
    int at = start;
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Whether it separates words.
  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
