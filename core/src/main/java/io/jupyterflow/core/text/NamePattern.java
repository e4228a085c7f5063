package io.jupyterflow.core.text;

/// A name in a table of names: whole, or its beginning with a `*` behind it.
public final class NamePattern {

  private NamePattern() {}

  /// Whether a name fits.
  public static boolean fits(String pattern, String name) {
    int end = pattern.length() - 1;
    return pattern.charAt(end) == '*'
        ? name.regionMatches(0, pattern, 0, end)
        : name.equals(pattern);
  }
}
