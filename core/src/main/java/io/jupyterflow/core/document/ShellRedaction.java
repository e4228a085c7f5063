package io.jupyterflow.core.document;

import io.jupyterflow.core.environment.Secrets;

/// Hides what looks like a secret in text for a shell: the value behind `key=` or `--key `, quotes
/// and all.
final class ShellRedaction {

  private ShellRedaction() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int from = at;
      while (at < text.length() && isKey(text.charAt(at))) {
        at++;
      }
      if (at == from) {
        shown.append(text.charAt(at++));
        continue;
      }
      String word = text.substring(from, at);
      shown.append(word);
      int value = valueStart(text, word, at);
      if (value > at && value < text.length() && isSecret(word)) {
        shown.append(text, at, value).append(Secrets.REDACTED);
        at = valueEnd(text, value);
      }
    }
    return shown.toString();
  }

  private static boolean isSecret(String word) {
    int from = 0;
    while (from < word.length() && word.charAt(from) == '-') {
      from++;
    }
    return Secrets.isSecretName(word.substring(from));
  }

  private static boolean isKey(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /// Where a value behind the key begins, or `at` where none does.
  private static int valueStart(String text, String word, int at) {
    if (at < text.length() && text.charAt(at) == '=') {
      return at + 1;
    }
    int value = at;
    while (value < text.length() && (text.charAt(value) == ' ' || text.charAt(value) == '\t')) {
      value++;
    }
    boolean hasValue =
        word.startsWith("-")
            && value < text.length()
            && text.charAt(value) != '-'
            && "|&;<>()".indexOf(text.charAt(value)) < 0;
    return hasValue ? value : at;
  }

  private static int valueEnd(String text, int start) {
    int at = start;
    char quote = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && quote != '\'') {
        at++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (Character.isWhitespace(c) || "|&;<>()".indexOf(c) >= 0) {
        break;
      }
      at++;
    }
    return Math.min(at, text.length());
  }
}
