package io.jupyterflow.core.environment;

import java.util.ArrayList;
import java.util.List;

/// The one rule for what looks like a secret, by its name and by its value: all that hides, warns,
/// withholds or sends apart asks here. `docs/secrets.md` has it in words.
public final class Secrets {

  /// Shown in place of a secret's value.
  public static final String REDACTED = "***";

  private Secrets() {}

  /// Whether a variable, option or key of this name probably holds a secret.
  public static boolean isSecretName(String name) {
    return SecretNames.isSecret(name);
  }

  /// Whether a variable of this name and value probably holds a secret. What is empty or says yes
  /// or no is none, whatever its name.
  public static boolean isSecret(String name, String value) {
    if (SecretNames.isSecret(name)) {
      return !isPlain(name, value);
    }
    if (name.equals("PWD")) {
      return !value.startsWith("/") && !value.isEmpty(); // also a part of connection strings
    }
    return SecretText.isIn(value);
  }

  /// A variable's value as users may see it: whole, in parts, or not at all.
  public static String shown(String name, String value) {
    boolean isHidden = SecretNames.isSecret(name) && !isPlain(name, value);
    return isHidden ? REDACTED : redacted(value);
  }

  /// The text with each secret in it as [#REDACTED]: a value, a word, text for a shell, a line of a
  /// file.
  public static String redacted(String text) {
    return line(text).text();
  }

  /// The text with only those secrets redacted that are known by how they are written: for
  /// sentences of ours, in which `token: …` may be no secret.
  public static String redactedValues(String text) {
    return redacted(text, new SecretText(text, false)).text();
  }

  /// A line with each secret in it as [#REDACTED].
  public static Redacted line(String text) {
    return redacted(text, new SecretText(text, true));
  }

  /// A line that was redacted.
  ///
  /// @param spans where each secret was in the line before, in code points: start, end, start, …
  public record Redacted(String text, List<Integer> spans) {

    /// Where a column of the line before is now, both counted in code points from 0.
    public int column(int before) {
      int now = before;
      for (int i = 0; i < spans.size(); i += 2) {
        int from = spans.get(i);
        int to = spans.get(i + 1);
        if (before >= to) {
          now -= to - from - REDACTED.length();
        } else if (before > from) {
          now -= before - from;
        }
      }
      return now;
    }
  }

  /// A command's words with each secret in them as [#REDACTED].
  public static List<String> redacted(List<String> words) {
    return SecretWords.redacted(words);
  }

  /// The name by which a word of a command, or the word after it, is a secret; an empty text where
  /// none makes it one.
  ///
  /// @param after the next word, or an empty text
  public static String keyIn(String word, String after) {
    return SecretWords.key(word, after);
  }

  /// Whether text for a shell only refers to a value: `$NAME`, `${NAME}`, `$(command)`.
  public static boolean isReference(String text) {
    return SecretText.isReference(text, 0, text.length());
  }

  /// The secrets that are in a text, as they are there.
  public static List<String> in(String text) {
    List<String> found = new ArrayList<>();
    SecretText secrets = new SecretText(text, true);
    while (secrets.next()) {
      found.add(text.substring(secrets.start(), secrets.end()));
    }
    return found;
  }

  /// The secrets among the words of a command and in them.
  public static List<String> in(List<String> words) {
    return SecretWords.in(words);
  }

  private static Redacted redacted(String text, SecretText secrets) {
    if (!secrets.next()) {
      return new Redacted(text, List.of());
    }
    StringBuilder shown = new StringBuilder(text.length());
    List<Integer> spans = new ArrayList<>();
    int at = 0;
    do {
      shown.append(text, at, secrets.start()).append(REDACTED);
      spans.add(text.codePointCount(0, secrets.start()));
      spans.add(text.codePointCount(0, secrets.end()));
      at = secrets.end();
    } while (secrets.next());
    return new Redacted(shown.append(text, at, text.length()).toString(), spans);
  }

  private static boolean isPlain(String name, String value) {
    return switch (value) {
      case "", "true", "false", "True", "False", "yes", "no", "on", "off", "none", "None", "null" ->
          true;
      default -> SecretNames.mayCount(name) && isNumber(value);
    };
  }

  private static boolean isNumber(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return value.length() < 12;
  }
}
