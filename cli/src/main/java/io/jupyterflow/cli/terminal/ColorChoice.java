package io.jupyterflow.cli.terminal;

import java.util.Map;

/// What `--color` says.
public enum ColorChoice {
  AUTO,
  ALWAYS,
  NEVER;

  /// The style of one stream. `NO_COLOR` (https://no-color.org) and a terminal that can't
  /// (`TERM=dumb`) win over `auto`, a flag wins over both.
  public Style style(boolean isTerminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> Style.COLORED;
      case NEVER -> Style.PLAIN;
      case AUTO ->
          isTerminal
                  && environment.getOrDefault("NO_COLOR", "").isEmpty()
                  && !environment.getOrDefault("TERM", "").equals("dumb")
              ? Style.COLORED
              : Style.PLAIN;
    };
  }
}
