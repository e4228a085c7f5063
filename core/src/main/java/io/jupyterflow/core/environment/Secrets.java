package io.jupyterflow.core.environment;

/// The one rule for what looks like a secret, by its name.
public final class Secrets {

  /// Shown in place of a secret's value.
  public static final String REDACTED = "***";

  /// Words that make a name a secret's where they stand by themselves in it. `~` is a sign that
  /// parts words, or nothing.
  private static final String[] WORDS = {
    "token",
    "password",
    "passwd",
    "pwd",
    "secret",
    "credential",
    "credentials",
    "api~key",
    "access~key",
    "private~key",
    "auth"
  };

  /// Words that do so at the end of a name, whatever stands before them.
  private static final String[] ENDS = {"token", "password", "secret", "apikey"};

  private Secrets() {}

  /// Whether a variable or hyperparameter of this name probably holds a secret.
  // by hand: a pattern costs a program that has just started as much as planning its flow
  public static boolean isSecretName(String name) {
    for (int from = 0; from < name.length(); from++) {
      if (from == 0 || isBetween(name.charAt(from - 1))) {
        for (String word : WORDS) {
          int end = end(name, from, word);
          if (end == name.length() || (end > 0 && isBetween(name.charAt(end)))) {
            return true;
          }
        }
      }
    }
    for (String word : ENDS) {
      int from = name.length() - word.length();
      if (from > 0 && end(name, from, word) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Where a word that begins there ends, or -1 where another stands there.
  private static int end(String name, int from, String word) {
    int at = from;
    for (int i = 0; i < word.length(); i++) {
      char expected = word.charAt(i);
      if (expected == '~') {
        if (at < name.length() && isBetween(name.charAt(at))) {
          at++;
        }
      } else if (at < name.length() && lower(name.charAt(at)) == expected) {
        at++;
      } else {
        return -1;
      }
    }
    return at;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
  }

  private static boolean isBetween(char c) {
    return c == '_' || c == '.' || c == '-';
  }
}
