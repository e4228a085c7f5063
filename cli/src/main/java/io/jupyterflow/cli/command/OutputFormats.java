package io.jupyterflow.cli.command;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.ArrayList;
import java.util.List;

/// The formats that a command offers behind `-o`. A command declares them once, and its parser, its
/// help, its error message and the completion of shells all read this.
///
/// @param offered in the order of the help; the first is the default
public record OutputFormats(List<OutputFormat> offered) {

  public OutputFormats {
    offered = List.copyOf(offered);
    if (offered.isEmpty()) {
      throw new IllegalArgumentException("a command with -o offers at least one format");
    }
  }

  public static OutputFormats of(OutputFormat... offered) {
    return new OutputFormats(List.of(offered));
  }

  /// The format of a result where no `-o` is given.
  public OutputFormat usual() {
    return offered.getFirst();
  }

  /// The words users type.
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (OutputFormat format : offered) {
      words.add(format.text());
    }
    return words;
  }

  /// The format of that name.
  ///
  /// @throws JupyterFlowException.Usage where it is not offered
  public OutputFormat parse(String word) {
    for (OutputFormat format : offered) {
      if (format.text().equals(word)) {
        return format;
      }
    }
    throw new JupyterFlowException.Usage(
        "'" + word + "' is no output format here.",
        Remedy.of("use -o " + String.join("|", words())));
  }

  /// A format that a command does not offer, and got all the same: a bug of its options.
  public static IllegalStateException notOffered(OutputFormat format) {
    return new IllegalStateException("the command does not offer -o " + format.text());
  }
}
