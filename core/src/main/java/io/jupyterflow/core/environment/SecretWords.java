package io.jupyterflow.core.environment;

import java.util.ArrayList;
import java.util.List;

/// The rule for a command's words: a word may be a secret by the option before it.
final class SecretWords {

  private SecretWords() {}

  /// The words with each secret in them as [Secrets#REDACTED].
  static List<String> redacted(List<String> words) {
    List<String> shown = new ArrayList<>(words.size());
    String option = "";
    for (String word : words) {
      boolean isValue = !option.isEmpty() && !word.startsWith("--");
      shown.add(isValue ? value(option, word) : redacted(word));
      option = !isValue && word.startsWith("-") && word.indexOf('=') < 0 ? word : "";
    }
    return shown;
  }

  /// The secrets among the words and in them.
  static List<String> in(List<String> words) {
    List<String> found = new ArrayList<>();
    String before = "";
    for (String word : words) {
      if (!key(before, word).isEmpty() && before.indexOf('=') < 0) {
        int password = takesPair(before) ? password(word, 0, word.length()) : 0;
        found.add(word.substring(Math.max(0, password)));
      }
      if (!key(word, "").isEmpty()) {
        found.add(word.substring(word.indexOf('=') + 1));
      }
      found.addAll(Secrets.in(word));
      before = word;
    }
    return found;
  }

  /// The name that makes a secret of a word or of the one after it; empty where none does.
  static String key(String word, String after) {
    int equals = word.indexOf('=');
    if (equals < 0) {
      boolean isOption = word.startsWith("-") && !after.isEmpty() && !after.startsWith("-");
      boolean isSecret =
          takesPair(word)
              ? password(after, 0, after.length()) > 0
              : SecretNames.isSecret(bare(word)) && Secrets.isSecret(bare(word), after);
      return isOption && isSecret ? bare(word) : "";
    }
    String key = bare(word.substring(0, equals));
    String value = word.substring(equals + 1);
    boolean isSecret = isKey(key) && SecretNames.isSecret(key) && Secrets.isSecret(key, value);
    return isSecret ? key : "";
  }

  /// Whether what is before the first `=` is a name, and not a text or an address.
  private static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || "\"'():?&;,<>|".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static String value(String option, String word) {
    if (takesPair(option)) {
      int password = password(word, 0, word.length());
      return password > 0 ? word.substring(0, password) + Secrets.REDACTED : redacted(word);
    }
    String name = bare(option);
    boolean isSecret = SecretNames.isSecret(name) && Secrets.isSecret(name, word);
    return isSecret ? Secrets.REDACTED : redacted(word);
  }

  private static String redacted(String word) {
    int equals = word.indexOf('=');
    if (equals > 0 && !key(word, "").isEmpty()) {
      return word.substring(0, equals + 1) + Secrets.REDACTED;
    }
    return Secrets.redacted(word);
  }

  /// Whether the option's value is `user:password`, as curl's is.
  static boolean takesPair(String option) {
    return switch (option) {
      case "-u", "-U", "--user", "--proxy-user" -> true;
      default -> false;
    };
  }

  /// Where the password of `user:password` begins, or -1 where there is none: numbers are ids.
  static int password(String text, int from, int to) {
    int colon = text.indexOf(':', from);
    if (colon < 0 || colon + 1 >= to || text.startsWith("//", colon + 1)) {
      return -1;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (i != colon && (c < '0' || c > '9')) {
        return SecretText.isReference(text, colon + 1, to) ? -1 : colon + 1;
      }
    }
    return -1;
  }

  /// A word without what makes it an option, or something that Hydra adds.
  private static String bare(String word) {
    int from = 0;
    while (from < word.length() && (word.charAt(from) == '-' || word.charAt(from) == '+')) {
      from++;
    }
    return word.substring(from);
  }
}
