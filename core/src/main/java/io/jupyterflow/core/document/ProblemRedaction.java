package io.jupyterflow.core.document;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hides secrets in what is told of a mistake: in the line that is quoted, and where a message or a
/// hint repeats what was there.
public final class ProblemRedaction {

  private static final String VALUE = "value:";

  /// As long as the other, and a secret's name.
  private static final String SECRET = "_auth:";

  private ProblemRedaction() {}

  /// The problems as they may be shown. Carets stay under what they were under.
  public static List<Problem> of(List<Problem> problems) {
    Set<String> secrets = new LinkedHashSet<>();
    for (Problem problem : problems) {
      if (problem.where() != null) {
        secrets.addAll(Secrets.in(line(problem.where().text())));
      }
    }
    List<Problem> shown = new ArrayList<>(problems.size());
    for (Problem problem : problems) {
      shown.add(
          new Problem(
              problem.severity(),
              problem.code(),
              place(problem.where()),
              text(problem.message(), secrets),
              problem.remedy().map(words -> text(words, secrets))));
    }
    return shown;
  }

  /// The text without these secrets, and without those that are known by how they are written.
  public static String text(String text, Iterable<String> secrets) {
    String shown = text;
    for (String secret : secrets) {
      shown = without(shown, secret);
      if (secret.length() > 2 && secret.charAt(0) == secret.charAt(secret.length() - 1)) {
        shown = without(shown, secret.substring(1, secret.length() - 1)); // without its quotes
      }
    }
    return Secrets.redactedValues(shown);
  }

  private static String without(String text, String secret) {
    int found = secret.isEmpty() ? -1 : text.indexOf(secret);
    if (found < 0) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    int at = 0;
    for (; found >= 0; found = text.indexOf(secret, found + secret.length())) {
      if (isWhole(text, found, found + secret.length())) {
        shown.append(text, at, found).append(Secrets.REDACTED);
        at = found + secret.length();
      }
    }
    return shown.append(text, at, text.length()).toString();
  }

  /// Whether it is there by itself: a secret `a` is none in every word that has an a.
  private static boolean isWhole(String text, int from, int to) {
    return (from == 0
            || !Character.isLetterOrDigit(text.charAt(from - 1))
            || !Character.isLetterOrDigit(text.charAt(from)))
        && (to == text.length()
            || !Character.isLetterOrDigit(text.charAt(to))
            || !Character.isLetterOrDigit(text.charAt(to - 1)));
  }

  /// A line as the rule for secrets has to see it: in settings a variable's value has a line of its
  /// own, behind `value:`, and its name may stand on another, or before it in braces.
  private static String line(String text) {
    int value = text.indexOf(VALUE);
    int name = text.indexOf("name:");
    if (value < 0 || (value > 0 && " -{,".indexOf(text.charAt(value - 1)) < 0)) {
      return text;
    }
    String named = name < 0 || name > value ? "" : text.substring(name + 5, value);
    int end = named.indexOf(',');
    boolean isOpen = end >= 0 && !Secrets.isSecretName(named.substring(0, end).strip());
    return isOpen ? text : text.replace(VALUE, SECRET);
  }

  private static @Nullable SourceLocation place(@Nullable SourceLocation where) {
    if (where == null) {
      return null;
    }
    String text = line(where.text());
    Secrets.Redacted line = Secrets.line(text);
    if (line.text().equals(text)) {
      return where;
    }
    int from = line.column(where.column() - 1);
    int to = line.column(where.column() - 1 + where.length());
    String shown = text.equals(where.text()) ? line.text() : line.text().replace(SECRET, VALUE);
    return new SourceLocation(
        where.source(), where.line(), from + 1, Math.max(1, to - from), shown);
  }
}
