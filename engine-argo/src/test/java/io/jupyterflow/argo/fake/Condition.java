package io.jupyterflow.argo.fake;

import java.util.function.Predicate;

/// Evaluates `a && !(b || c)`, as `depends` and retry expressions are written.
final class Condition {

  private final String text;
  private final Predicate<String> atom;
  private int at;

  private Condition(String text, Predicate<String> atom) {
    this.text = text;
    this.atom = atom;
  }

  /// @param atom decides what stands between the operators
  static boolean holds(String text, Predicate<String> atom) {
    return new Condition(text, atom).or();
  }

  private boolean or() {
    boolean value = and();
    while (takes("||")) {
      value |= and();
    }
    return value;
  }

  private boolean and() {
    boolean value = not();
    while (takes("&&")) {
      value &= not();
    }
    return value;
  }

  private boolean not() {
    if (takes("!")) {
      return !not();
    }
    if (takes("(")) {
      boolean value = or();
      takes(")");
      return value;
    }
    int from = at;
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      quoted ^= c == '\'';
      if (!quoted
          && (c == '(' || c == ')' || text.startsWith("&&", at) || text.startsWith("||", at))) {
        break;
      }
      at++;
    }
    return atom.test(text.substring(from, at).strip());
  }

  private boolean takes(String word) {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (text.startsWith(word, at)) {
      at += word.length();
      return true;
    }
    return false;
  }
}
