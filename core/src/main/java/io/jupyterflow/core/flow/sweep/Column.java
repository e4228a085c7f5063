package io.jupyterflow.core.flow.sweep;

/// One hyperparameter of a command, the same word of every variant.
///
/// @param name what it is called in results
/// @param word the index of the word it is in
/// @param from where its value begins in that word, unquoted
public record Column(String name, int word, int from, Kind kind) {

  /// What its name is.
  public enum Kind {
    /// Its key, its flag or its variable; the value is the same in all variants.
    CONSTANT,
    /// Its key, its flag or its variable.
    NAMED,
    /// Its place, because it has none of these.
    NUMBERED
  }

  boolean varies() {
    return kind != Kind.CONSTANT;
  }
}
