package io.jupyterflow.cli.command;

import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The few kinds of flags there are, and how their values are read.
public final class Flags {

  private Flags() {}

  /// A command with the flags that every command has.
  public static CommandSpec command(String name, String summary, String synopsis) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .header(escaped(summary))
        .synopsisHeading("%nUsage: ")
        .customSynopsis("jupyterflow " + synopsis)
        .optionListHeading("%nFlags:%n")
        .sortOptions(false)
        .showDefaultValues(false)
        .adjustLineBreaksForWideCJKCharacters(true);
    return spec;
  }

  /// The flags that every command has, listed last.
  public static CommandSpec common(CommandSpec spec, String... examples) {
    spec.addOption(
        value("WHEN", "Colours: auto, always or never. NO_COLOR is honoured.", "--color"));
    spec.addOption(toggle("Show where a failure came from in the program.", "--debug"));
    spec.addOption(toggle("Show this help.", "-h", "--help"));
    String[] footer = new String[examples.length + 2];
    footer[0] = "";
    footer[1] = "Examples:";
    for (int i = 0; i < examples.length; i++) {
      footer[i + 2] = "  " + escaped(examples[i]);
    }
    spec.usageMessage().footer(footer);
    return spec;
  }

  /// A flag that is there or not.
  public static OptionSpec toggle(String description, String... names) {
    return OptionSpec.builder(names)
        .arity("0")
        .type(boolean.class)
        .description(escaped(description))
        .build();
  }

  /// A flag with a value.
  public static OptionSpec value(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .arity("1")
        .type(String.class)
        .paramLabel(label)
        .description(escaped(description))
        .build();
  }

  /// A flag with a value that may stand more than once.
  static OptionSpec values(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .arity("1")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(escaped(description))
        .build();
  }

  public static OptionSpec format(OutputFormat... offered) {
    List<String> words = new ArrayList<>();
    for (OutputFormat format : offered) {
      words.add(format.text());
    }
    return value(
        "FORMAT", "Print the result as " + String.join(", ", words) + ".", "-o", "--output");
  }

  /// The words that are no flags; how many there may be is for the command to say.
  public static PositionalParamSpec operands(String label, String description) {
    return PositionalParamSpec.builder()
        .arity("0..*")
        .index("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .hideParamSyntax(true)
        .description(escaped(description))
        .build();
  }

  /// Takes words that a command has no use for, so that it can say what to write instead.
  public static PositionalParamSpec strays() {
    return operands("WORD", "").toBuilder().hidden(true).build();
  }

  public static boolean has(ParseResult words, String flag) {
    return words.hasMatchedOption(flag);
  }

  public static Optional<String> value(ParseResult words, String flag) {
    return Optional.ofNullable(words.matchedOptionValue(flag, (String) null));
  }

  public static List<String> operands(ParseResult words) {
    return words.matchedPositionalValue(0, List.<String>of());
  }

  public static OutputFormat format(
      ParseResult words, OutputFormat otherwise, OutputFormat... offered) {
    return value(words, "-o")
        .map(word -> OutputFormat.parse(word, List.of(offered)))
        .orElse(otherwise);
  }

  /// A whole number of at least `least`.
  ///
  /// @throws JupyterFlowException.Usage where it is none
  public static int number(String flag, String value, int least) {
    String digits = value.strip();
    boolean isWhole = !digits.isEmpty();
    for (int i = 0; i < digits.length(); i++) {
      isWhole &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    try {
      int number = Integer.parseInt(digits);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      if (isWhole) {
        throw new JupyterFlowException.Usage(
            flag + " takes at most " + Integer.MAX_VALUE + ", not " + digits + ".");
      }
    }
    throw new JupyterFlowException.Usage(
        flag + " takes a whole number of at least " + least + ", not '" + value + "'.");
  }

  /// The one operand of a command that takes exactly one.
  public static String single(ParseResult words, String what, String example) {
    List<String> operands = operands(words);
    if (operands.size() == 1) {
      return operands.getFirst();
    }
    throw new JupyterFlowException.Usage(
        operands.isEmpty()
            ? "The name of " + what + " is missing."
            : "Only one word is taken, " + what + ", but " + operands.size() + " came.",
        Remedy.of(example));
  }

  /// picocli formats descriptions.
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
