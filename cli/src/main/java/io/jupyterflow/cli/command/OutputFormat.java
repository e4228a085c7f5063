package io.jupyterflow.cli.command;

import java.util.Locale;

/// What `-o` says. Which of them a command has, its [OutputFormats] say.
public enum OutputFormat {
  TABLE,
  WIDE,
  CSV,
  JSON,
  YAML,
  NAME;

  /// The word users type.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether the result is a document for programs.
  public boolean isDocument() {
    return this == JSON || this == YAML;
  }
}
