package io.jupyterflow.cli.command;

import io.jupyterflow.cli.terminal.ColorChoice;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.List;
import java.util.Locale;

/// What the program must know before it knows the command: how to show a result, and how to report
/// that the rest of the command line is not understood. Read from the words as they were typed,
/// wherever the flags stand.
///
/// @param color what `--color` says, or `auto`
/// @param debug whether stack traces are shown
/// @param documents whether problems are reported as documents, because `-o json` or `-o yaml` is
///   given
public record ProgramFlags(String color, boolean debug, boolean documents) {

  /// What `--color` takes.
  public static final List<String> COLORS = List.of("auto", "always", "never");

  public static ProgramFlags of(List<String> arguments) {
    return new ProgramFlags(
        color(arguments), arguments.contains("--debug"), asksForDocuments(arguments));
  }

  /// When to use colors.
  ///
  /// @throws JupyterFlowException.Usage where `--color` has another value
  public ColorChoice colorChoice() {
    return switch (color.toLowerCase(Locale.ROOT)) {
      case "auto" -> ColorChoice.AUTO;
      case "always" -> ColorChoice.ALWAYS;
      case "never" -> ColorChoice.NEVER;
      default ->
          throw new JupyterFlowException.Usage(
              "--color takes auto, always or never, not '" + color + "'.");
    };
  }

  private static String color(List<String> arguments) {
    String value = "auto";
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("--")) {
        break;
      }
      if (word.startsWith("--color=")) {
        value = word.substring("--color=".length());
      } else if (word.equals("--color") && i + 1 < arguments.size()) {
        value = arguments.get(i + 1);
      }
    }
    return value;
  }

  private static boolean asksForDocuments(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      String value = "";
      if ((word.equals("-o") || word.equals("--output")) && i + 1 < arguments.size()) {
        value = arguments.get(i + 1);
      } else if (word.startsWith("--output=")) {
        value = word.substring("--output=".length());
      } else if (word.startsWith("-o")) {
        value = word.substring(word.startsWith("-o=") ? 3 : 2);
      }
      if (value.equals("json") || value.equals("yaml")) {
        return true;
      }
    }
    return false;
  }
}
