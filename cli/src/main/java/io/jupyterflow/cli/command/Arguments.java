package io.jupyterflow.cli.command;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What was typed behind a command, sorted into flags and operands by its [CommandSyntax]. The
/// command's options record reads it, and nothing after that.
public final class Arguments {

  private final ParseResult parsed;

  Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  public boolean has(String flag) {
    return parsed.hasMatchedOption(flag);
  }

  public Optional<String> value(String flag) {
    return Optional.ofNullable(valueOrNull(flag));
  }

  /// The value of a flag, or null where it isn't given.
  public @Nullable String valueOrNull(String flag) {
    return parsed.matchedOptionValue(flag, (String) null);
  }

  /// The values of a flag that may be given more than once, in the order they were typed.
  public List<String> values(String flag) {
    OptionSpec option = parsed.matchedOption(flag);
    return option == null ? List.of() : option.originalStringValues();
  }

  /// The value of a flag that takes a whole number of at least `least`, or null where it isn't
  /// given.
  ///
  /// @throws JupyterFlowException.Usage where it is no such number
  public @Nullable Integer number(String flag, int least) {
    String value = valueOrNull(flag);
    return value == null ? null : number(flag, value, least);
  }

  /// A whole number of at least `least`.
  ///
  /// @param flag whose value it is
  /// @throws JupyterFlowException.Usage where it is no such number
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

  /// What `-o` says, or the command's default.
  ///
  /// @throws JupyterFlowException.Usage where the command doesn't offer it
  public OutputFormat format(OutputFormats formats) {
    OutputFormat format = formatOrNull(formats);
    return format == null ? formats.usual() : format;
  }

  /// What `-o` says, or null where it isn't given.
  ///
  /// @throws JupyterFlowException.Usage where the command doesn't offer it
  public @Nullable OutputFormat formatOrNull(OutputFormats formats) {
    String word = valueOrNull("-o");
    return word == null ? null : formats.parse(word);
  }

  /// The words that are not flags.
  public List<String> operands() {
    return parsed.matchedPositionalValue(0, List.<String>of());
  }

  /// The one operand of a command that takes exactly one.
  ///
  /// @param what it names: `the run`
  /// @throws JupyterFlowException.Usage where there is none, or more than one
  public String operand(String what, String example) {
    List<String> operands = operands();
    if (operands.size() == 1) {
      return operands.getFirst();
    }
    throw new JupyterFlowException.Usage(
        operands.isEmpty()
            ? "The name of " + what + " is missing."
            : "Only one word is taken, " + what + ", but " + operands.size() + " came.",
        Remedy.of(example));
  }

  /// The long names of the flags in the order they were typed, one for each time.
  public List<String> flagsInOrder() {
    List<String> flags = new ArrayList<>();
    for (ArgSpec each : parsed.matchedArgs()) {
      if (each instanceof OptionSpec option) {
        flags.add(option.longestName());
      }
    }
    return flags;
  }
}
