package io.jupyterflow.core.text;

import java.util.List;

/// Quotes words for a POSIX shell.
public final class ShellQuote {

  private ShellQuote() {}

  /// The word so that a shell reads exactly it: as it is where that is safe, else in single quotes.
  public static String of(String word) {
    if (word.isEmpty()) {
      return "''";
    }
    for (int i = 0; i < word.length(); i++) {
      if (!isSafe(word.charAt(i))) {
        return "'" + word.replace("'", "'\\''") + "'";
      }
    }
    return word;
  }

  /// The words as one line for a shell.
  public static String of(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ").append(of(word));
    }
    return line.toString();
  }

  private static boolean isSafe(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_@%+=:,./-".indexOf(c) >= 0
        || Character.isLetter(c);
  }
}
