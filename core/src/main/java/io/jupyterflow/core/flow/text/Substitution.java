package io.jupyterflow.core.flow.text;

import io.jupyterflow.core.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Marks one `$(…)`, `${…}` or pair of backticks: all of it is the shell's business.
final class Substitution {

  private final char[] chars;
  private final QuoteRole[] roles;
  private final SourceMap places;
  private final List<Problem> problems;
  private final @Nullable HereDocuments hereDocuments;
  private int at;

  /// @param roles those of `chars`, set for the substitution
  /// @param problems gets that it is never closed
  /// @param hereDocuments null where there can be none
  Substitution(
      char[] chars,
      QuoteRole[] roles,
      SourceMap places,
      List<Problem> problems,
      @Nullable HereDocuments hereDocuments) {
    this.chars = chars;
    this.roles = roles;
    this.places = places;
    this.problems = problems;
    this.hereDocuments = hereDocuments;
  }

  /// From the bracket behind a `$` to the one that closes it. Keeps its own stack: the nesting may
  /// be deep.
  ///
  /// @return the index after it
  int bracketed(int bracket) {
    at = bracket;
    StringBuilder closers = new StringBuilder();
    do {
      char c = chars[at];
      char closer = closers.isEmpty() ? 0 : closers.charAt(closers.length() - 1);
      if (c == closer) {
        closers.setLength(closers.length() - 1);
      } else if (c == '\\' && at + 1 < chars.length) {
        roles[at++] = QuoteRole.ACTIVE;
      } else if (c == '(' && (closer != '"' || chars[at - 1] == '$')) {
        closers.append(')');
      } else if (c == '{' && chars[at - 1] == '$') {
        closers.append('}');
      } else if (c == '"') {
        closers.append('"');
      } else if (c == '\'' && closer == ')') {
        skipTo('\'');
      } else if (closer == ')' && skipsLines(c)) {
        continue;
      }
      if (at < chars.length) {
        roles[at++] = QuoteRole.ACTIVE;
      }
    } while (!closers.isEmpty() && at < chars.length);
    if (!closers.isEmpty()) {
      problems.add(
          Problem.error(
              "unclosed-substitution",
              places.of(bracket - 1, bracket + 1),
              "the $" + chars[bracket] + " is never closed",
              "close it with " + closers.charAt(0) + ", or put the text in single quotes"));
    }
    return at;
  }

  /// Passes over a comment, and over the lines of here-documents.
  private boolean skipsLines(char c) {
    int from = at;
    if (c == '#' && " \t\n;|&(".indexOf(chars[at - 1]) >= 0) {
      while (at < chars.length && chars[at] != '\n') {
        at++;
      }
    } else if (hereDocuments != null && c == '<') {
      hereDocuments.openNamed(at);
    } else if (hereDocuments != null && c == '\n') {
      at = hereDocuments.skip(at + 1);
    }
    Arrays.fill(roles, from, at, QuoteRole.ACTIVE);
    return at > from;
  }

  private void skipTo(char quote) {
    do {
      roles[at++] = QuoteRole.ACTIVE;
    } while (at < chars.length && chars[at] != quote);
  }

  /// From a backtick to the next.
  ///
  /// @return the index after it
  int backticks(int open) {
    at = open;
    do {
      if (chars[at] == '\\' && at + 1 < chars.length) {
        roles[at++] = QuoteRole.ACTIVE;
      }
      roles[at++] = QuoteRole.ACTIVE;
    } while (at < chars.length && chars[at] != '`');
    if (at < chars.length) {
      roles[at++] = QuoteRole.ACTIVE;
      return at;
    }
    problems.add(
        Problem.error(
            "unclosed-substitution",
            places.of(open, open + 1),
            "the backtick is never closed",
            "close it with another backtick, or put the text in single quotes"));
    return at;
  }
}
