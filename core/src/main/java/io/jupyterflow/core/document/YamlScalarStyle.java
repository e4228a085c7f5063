package io.jupyterflow.core.document;

import io.jupyterflow.core.text.Hidden;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// How text is in YAML and is still the same text to every reader.
final class YamlScalarStyle {

  /// What YAML 1.1 or 1.2 reads as a boolean or null.
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private YamlScalarStyle() {}

  /// How text is best written so that every reader gets it back. What is hidden, and what YAML 1.1
  /// takes for a line end or drops, is in double quotes only.
  static ScalarStyle styleOf(String text) {
    boolean lines = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        lines = true;
      } else if (Hidden.isAt(text, i)) {
        return ScalarStyle.DOUBLE_QUOTED;
      }
    }
    if (lines) {
      // a block that begins with white space needs an indicator that the emitter gets wrong
      return Character.isWhitespace(text.charAt(0))
          ? ScalarStyle.DOUBLE_QUOTED
          : ScalarStyle.LITERAL;
    }
    return isSafe(text) ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED;
  }

  /// Rather says no: numbers, dates and times of both versions begin with a digit, a sign or a
  /// point, and indicators are no letters.
  private static boolean isSafe(String text) {
    if (text.isEmpty() || WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return false;
    }
    char first = text.charAt(0);
    if (Character.isLetter(first) || first == '_' || first == '/') {
      return true;
    }
    return text.startsWith("./")
        || text.startsWith("../")
        || (text.startsWith("--") && text.length() > 2 && Character.isLetter(text.charAt(2)));
  }
}
