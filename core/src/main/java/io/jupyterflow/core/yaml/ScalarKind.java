package io.jupyterflow.core.yaml;

import java.util.regex.Pattern;

/// What an unquoted value is to a reader of YAML 1.2. Infinities and NaN are text: no file of ours
/// has a use for them as numbers.
public enum ScalarKind {
  NULL,
  BOOLEAN,
  INTEGER,
  DECIMAL,
  TEXT;

  /// A longer number is text: nobody means one, and arithmetic on it would take long.
  private static final int LONGEST_NUMBER = 40;

  private static final Pattern INTEGERS = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern DECIMALS =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

  static ScalarKind ofPlain(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> BOOLEAN;
      default -> {
        if (text.length() > LONGEST_NUMBER) {
          yield TEXT;
        } else if (INTEGERS.matcher(text).matches()) {
          yield INTEGER;
        }
        yield DECIMALS.matcher(text).matches() ? DECIMAL : TEXT;
      }
    };
  }
}
