package io.jupyterflow.core.checkup;

import io.jupyterflow.core.problem.Remedy;

/// One thing that was looked at.
///
/// @param name what it is about: `token`, `create workflows`, `python`
/// @param outcome how it is
/// @param message what was found, with the actual values
/// @param remedy what to do; empty where nothing needs doing
public record Finding(String name, Outcome outcome, String message, Remedy remedy) {

  /// One whose remedy is words alone.
  public Finding(String name, Outcome outcome, String message, String remedy) {
    this(name, outcome, message, Remedy.of(remedy));
  }

  /// How a thing is.
  public enum Outcome {
    /// As it should be.
    GOOD,
    /// Runs work, something else doesn't.
    LACKING,
    /// No run would work.
    BAD,
    /// Nobody here can tell.
    UNKNOWN;

    /// The words users see and documents carry.
    public String text() {
      return switch (this) {
        case GOOD -> "good";
        case LACKING -> "lacking";
        case BAD -> "bad";
        case UNKNOWN -> "unknown";
      };
    }
  }
}
