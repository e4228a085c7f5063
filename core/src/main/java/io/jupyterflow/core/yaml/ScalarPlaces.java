package io.jupyterflow.core.yaml;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.SourceLocation;
import org.jspecify.annotations.Nullable;

/// Finds the characters of a value in the file, where quotes, escapes, folded lines and indentation
/// are between them. Only a problem asks, so the way back is found then.
final class ScalarPlaces implements SourceMap {

  private final YamlSource source;
  private final YamlNode.Scalar scalar;
  private int @Nullable [] starts;

  ScalarPlaces(YamlSource source, YamlNode.Scalar scalar) {
    this.source = source;
    this.scalar = scalar;
  }

  @Override
  public SourceLocation of(int start, int end) {
    int[] known = starts;
    if (known == null) {
      known = align();
      starts = known;
    }
    int from = known[Math.clamp(start, 0, known.length - 1)];
    int to = end > start ? known[Math.clamp(end - 1, 0, known.length - 1)] + 1 : from;
    return source.at(from, Math.max(from, to));
  }

  /// For each char of the value, and for its end, the index in the file.
  private int[] align() {
    String file = source.text();
    String value = scalar.text();
    int at = afterProperties(file);
    char style = at < scalar.end() ? file.charAt(at) : ' ';
    if (style == '|' || style == '>') {
      while (at < scalar.end() && file.charAt(at) != '\n') {
        at++;
      }
    } else if (style == '"' || style == '\'') {
      at++;
    }
    int[] found = new int[value.length() + 1];
    for (int i = 0; i < value.length(); i++) {
      char wanted = value.charAt(i);
      if (!Character.isWhitespace(wanted)) {
        while (at < scalar.end() && Character.isWhitespace(file.charAt(at))) {
          at++;
        }
      }
      found[i] = Math.min(at, file.length());
      if (at < scalar.end()) {
        at += width(file, at, style, wanted);
      }
    }
    found[value.length()] = Math.min(at, file.length());
    return found;
  }

  /// Behind `&anchor` and `!tag`.
  private int afterProperties(String file) {
    int at = scalar.start();
    while (at < scalar.end() && (file.charAt(at) == '&' || file.charAt(at) == '!')) {
      while (at < scalar.end() && !Character.isWhitespace(file.charAt(at))) {
        at++;
      }
      while (at < scalar.end() && Character.isWhitespace(file.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  /// How many chars of the file the next char of the value takes.
  private static int width(String file, int at, char style, char wanted) {
    char c = file.charAt(at);
    boolean fits = c == wanted || (Character.isWhitespace(c) && Character.isWhitespace(wanted));
    if (style == '\'' && c == '\'') {
      return 2;
    }
    if (style == '"' && c == '\\' && at + 1 < file.length()) {
      return switch (file.charAt(at + 1)) {
        case 'x' -> 4;
        case 'u' -> 6;
        case 'U' -> 10;
        default -> 2;
      };
    }
    return fits ? 1 : 0;
  }
}
