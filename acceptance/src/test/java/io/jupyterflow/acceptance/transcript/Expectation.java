package io.jupyterflow.acceptance.transcript;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a document says a command prints, and whether it did.
final class Expectation {
  /// The suffix of run ids in documents.
  static final String SAMPLE_SUFFIX = "7f3k2";

  private static final Pattern VARYING =
      Pattern.compile(
          "(?<any>…)"
              + "|(?<suffix>"
              + SAMPLE_SUFFIX
              + ")"
              + "|(?<clock>\\d\\d:\\d\\d(:\\d\\d)?)"
              + "|(?<date>\\d{4}-\\d\\d-\\d\\d)"
              + "|(?<time>\\b\\d+(\\.\\d+)? ?(ms|s|min|m|h)\\b)"
              + "|(?<blanks> {2,})");

  private Expectation() {}

  /// Whether `actual` is what `expected` says. White space at the end of lines does not count.
  static boolean matches(List<String> expected, List<String> actual) {
    return matches(expected, 0, actual, 0);
  }

  private static boolean matches(List<String> expected, int e, List<String> actual, int a) {
    int at = a;
    for (int i = e; i < expected.size(); i++) {
      if (expected.get(i).strip().equals("…")) {
        for (int skip = at; skip <= actual.size(); skip++) {
          if (matches(expected, i + 1, actual, skip)) {
            return true;
          }
        }
        return false;
      }
      if (at == actual.size() || !line(expected.get(i), actual.get(at))) {
        return false;
      }
      at++;
    }
    return at == actual.size();
  }

  private static boolean line(String expected, String actual) {
    return Pattern.matches(pattern(expected.stripTrailing()), actual.stripTrailing());
  }

  private static String pattern(String expected) {
    StringBuilder regex = new StringBuilder();
    Matcher varying = VARYING.matcher(expected);
    int from = 0;
    while (varying.find()) {
      regex.append(Pattern.quote(expected.substring(from, varying.start())));
      if (varying.group("any") != null) {
        regex.append(".*");
      } else if (varying.group("suffix") != null) {
        regex.append("[a-z0-9]{5}");
      } else if (varying.group("clock") != null) {
        regex.append("\\d\\d:\\d\\d(:\\d\\d)?");
      } else if (varying.group("date") != null) {
        regex.append("\\d{4}-\\d\\d-\\d\\d");
      } else if (varying.group("time") != null) {
        regex.append("\\d+(\\.\\d+)? ?(ms|s|min|m|h)( \\d+ ?(ms|s))?");
      } else {
        regex.append(" +");
      }
      from = varying.end();
    }
    return regex.append(Pattern.quote(expected.substring(from))).toString();
  }
}
