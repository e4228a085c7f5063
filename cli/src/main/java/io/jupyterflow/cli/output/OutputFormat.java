package io.jupyterflow.cli.output;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `-o` says.
public enum OutputFormat {
  TABLE,
  WIDE,
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

  /// The format of that name.
  ///
  /// @param offered what the command can do
  /// @throws JupyterFlowException.Usage where the command has no such format
  public static OutputFormat parse(String word, List<OutputFormat> offered) {
    List<String> words = new ArrayList<>();
    for (OutputFormat format : offered) {
      if (format.text().equals(word)) {
        return format;
      }
      words.add(format.text());
    }
    throw new JupyterFlowException.Usage(
        "'" + word + "' is no output format here.", Remedy.of("use -o " + String.join("|", words)));
  }
}
