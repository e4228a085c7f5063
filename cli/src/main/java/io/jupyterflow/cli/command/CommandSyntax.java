package io.jupyterflow.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What a command takes: its flags, its operands and its help. Built by plain calls and not read
/// from annotations, which would double the start of the program.
///
/// What may be behind a flag or as an operand is declared here, too, and completion offers that:
/// words, or one of the constants for what is looked up then.
public final class CommandSyntax {

  /// Names of files.
  public static final String FILES = ":files";

  /// A run.
  public static final String RUN = ":run";

  /// Any number of runs.
  public static final String RUNS = ":runs";

  /// A run, and perhaps one of its jobs.
  public static final String RUN_AND_JOB = ":run-and-job";

  /// An engine.
  public static final String ENGINE = ":engine";

  /// An engine, or `auto`.
  public static final String ENGINE_OR_AUTO = ":engine-or-auto";

  /// A job of the run that is named before.
  public static final String JOB = ":job";

  private final CommandSpec spec;

  /// @param synopsis what follows `jupyterflow` in the line that says how to call it
  public CommandSyntax(String name, String summary, String synopsis) {
    spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .header(escaped(summary))
        .synopsisHeading("%nUsage: ")
        .customSynopsis("jupyterflow " + synopsis)
        .optionListHeading("%nFlags:%n")
        .sortOptions(false)
        .showDefaultValues(false)
        .adjustLineBreaksForWideCJKCharacters(true);
  }

  /// A flag without a value.
  public CommandSyntax toggle(String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .arity("0")
            .type(boolean.class)
            .description(escaped(description))
            .build());
    return this;
  }

  /// A flag with a value.
  public CommandSyntax value(String label, String description, String... names) {
    return value(label, description, List.of(), names);
  }

  /// A flag with a value.
  ///
  /// @param candidates what it may be; empty where that is open
  public CommandSyntax value(
      String label, String description, List<String> candidates, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .arity("1")
            .type(String.class)
            .paramLabel(label)
            .completionCandidates(candidates)
            .description(escaped(description))
            .build());
    return this;
  }

  /// A flag with a value that may be given more than once.
  public CommandSyntax values(String label, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(label)
            .description(escaped(description))
            .build());
    return this;
  }

  /// A flag whose value may be left out, and is empty then.
  public CommandSyntax optionalValue(String label, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .arity("0..1")
            .fallbackValue("")
            .type(String.class)
            .paramLabel(label)
            .description(escaped(description))
            .build());
    return this;
  }

  /// `-o`, for the whole result.
  public CommandSyntax formats(OutputFormats formats) {
    return formats("Print the result as", formats);
  }

  /// `-o`.
  ///
  /// @param lead how its help begins: `Print the result as`
  public CommandSyntax formats(String lead, OutputFormats formats) {
    List<String> words = formats.words();
    return value("FORMAT", lead + " " + String.join(", ", words) + ".", words, "-o", "--output");
  }

  /// The words that are not flags. How many there may be, the command's options check.
  public CommandSyntax operands(String label, String description) {
    return operands(label, description, List.of());
  }

  /// The words that are not flags.
  ///
  /// @param candidates what the first of them may be; empty where that is open
  public CommandSyntax operands(String label, String description, List<String> candidates) {
    spec.addPositional(
        positional(label)
            .completionCandidates(candidates)
            .description(escaped(description))
            .build());
    return this;
  }

  /// Accepts words that the command has no use for, so that it can say what to write instead.
  public CommandSyntax strays() {
    spec.addPositional(positional("WORD").hidden(true).build());
    return this;
  }

  /// The flags that every command has, listed last, and examples below them.
  public CommandSyntax examples(String... examples) {
    value(
        "WHEN",
        "Use colors: auto, always or never (auto). NO_COLOR turns them off.",
        ProgramFlags.COLORS,
        "--color");
    toggle("Show where a failure came from in the program.", "--debug");
    toggle("Show this help.", "-h", "--help");
    String[] footer = new String[examples.length + 2];
    footer[0] = "";
    footer[1] = "Examples:";
    for (int i = 0; i < examples.length; i++) {
      footer[i + 2] = "  " + escaped(examples[i]);
    }
    spec.usageMessage().footer(footer);
    return this;
  }

  /// All flags, long and short.
  public List<String> flags() {
    List<String> flags = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      flags.addAll(List.of(option.names()));
    }
    return flags;
  }

  /// Whether the next word belongs to this one.
  public boolean takesValue(String flag) {
    OptionSpec option = spec.findOption(flag);
    return option != null && option.arity().min() > 0;
  }

  /// What may be behind a flag, as it was declared.
  public List<String> candidates(String flag) {
    return candidates(spec.findOption(flag));
  }

  /// What may stand as the first operand, as it was declared.
  public List<String> operandCandidates() {
    List<PositionalParamSpec> operands = spec.positionalParameters();
    return operands.isEmpty() ? List.of() : candidates(operands.getFirst());
  }

  private static List<String> candidates(@Nullable ArgSpec argument) {
    List<String> candidates = new ArrayList<>();
    if (argument != null && argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(candidates::add);
    }
    return candidates;
  }

  /// The same, as the parser's library takes it.
  CommandSpec spec() {
    return spec;
  }

  private static PositionalParamSpec.Builder positional(String label) {
    return PositionalParamSpec.builder()
        .arity("0..*")
        .index("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .hideParamSyntax(true);
  }

  /// The parser formats descriptions.
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
