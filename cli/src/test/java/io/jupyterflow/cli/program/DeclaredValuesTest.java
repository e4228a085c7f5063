package io.jupyterflow.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandParser;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.ProgramFlags;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Completion offers, help says and the parser accepts the same.
class DeclaredValuesTest {

  private static final Pattern FORMATS_IN_HELP =
      Pattern.compile("--output=FORMAT Print [a-z ]+ as ([a-z, ]+)\\.");

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  static Stream<String> commands() {
    return Commands.ALL.stream().map(Commands.Entry::name);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void completionAndHelpOfferTheFormatsThatAreAccepted(String name) {
    List<String> accepted =
        Arrays.stream(OutputFormat.values())
            .map(OutputFormat::text)
            .filter(word -> isAccepted(name, "-o", word))
            .toList();
    assertThat(completed(name, "-o", "")).isEqualTo(accepted);
    assertThat(completed(name, "--output", "")).isEqualTo(accepted);
    assertThat(formatsInHelp(name)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachValueThatCompletionOffersIsAccepted(String name) {
    for (String flag : command(name).syntax().flags()) {
      for (String word : completed(name, flag, "")) {
        if (!word.equals(CommandSyntax.FILES) && command(name).syntax().takesValue(flag)) {
          assertThat(isAccepted(name, flag, word)).as(flag + " " + word).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void allFlagsAreOffered(String name) {
    assertThat(completed(name, "-")).isEqualTo(command(name).syntax().flags());
    assertThat(completed(name, "--nothing", "-")).isEmpty();
  }

  @Test
  void resultsCompletesCsvAndNoOtherCommandDoes() {
    assertThat(commands().filter(name -> completed(name, "-o", "").contains("csv")))
        .containsExactly("results");
  }

  @Test
  void anUnknownFormatIsAnsweredWithTheKnownOnes() {
    assertThat(sandbox.run("config", "-o", "wide").err())
        .contains("'wide' is no output format here.\n  hint: use -o table|json|yaml");
    assertThat(sandbox.run("show", "@last", "-o", "csv").err())
        .contains("'csv' is no output format here.\n  hint: use -o table|wide|json|yaml|name");
  }

  @Test
  void emittedTextIsADocument() {
    assertThat(completed("run", "--emit", "argo", "-o", "")).containsExactly("json", "yaml");
    assertThat(completed("run", "--emit=argo", "--output", "")).containsExactly("json", "yaml");
    assertThat(sandbox.run("run", "-c", "true", "--emit", "argo", "-o", "table").err())
        .contains("use -o json|yaml");
  }

  @Test
  void flagsOfNewSchedulesAreOfferedOnlyWhereOneIsAdded() {
    assertThat(completed("cron", "add", "--")).contains("--schedule", "--engine");
    assertThat(completed("cron", "list", "--"))
        .containsExactlyInAnyOrder("--engine", "--color", "--debug", "--help");
  }

  @Test
  void operandsAreOfferedAsOftenAsTheyAreTaken() {
    String id = sandbox.run("run", "-q", "-c", "echo one").id();
    assertThat(completed("env", "")).containsExactly("show");
    assertThat(completed("env", "show", "")).isEmpty();
    assertThat(completed("cron", "list", "")).isEmpty();
    assertThat(completed("completion", "")).containsExactly("bash", "zsh", "fish");
    assertThat(completed("completion", "bash", "")).isEmpty();
    assertThat(completed("show", "")).containsExactly("@last", id);
    assertThat(completed("show", id, "")).isEmpty();
    assertThat(completed("delete", id, "")).containsExactly("@last", id);
    assertThat(completed("logs", id, "")).containsExactly("echo");
    assertThat(completed("ps", "")).isEmpty();
  }

  @Test
  void valuesOfFlagsAreNoOperands() {
    String id = sandbox.run("run", "-q", "-c", "echo one").id();
    assertThat(completed("show", "--engine", "local", "")).containsExactly("@last", id);
    assertThat(completed("rerun", "--id", "again", id, "--from", "")).containsExactly("echo");
    assertThat(completed("ps", "--limit", "")).isEmpty();
  }

  private List<String> completed(String... words) {
    List<String> typed = new ArrayList<>(List.of(CompleteCommand.NAME, "--"));
    typed.addAll(List.of(words));
    return sandbox.run(typed.toArray(new String[0])).out().lines().toList();
  }

  private List<String> formatsInHelp(String name) {
    String help = sandbox.run(name, "--help").out().replaceAll("\\s+", " ");
    Matcher matcher = FORMATS_IN_HELP.matcher(help);
    return matcher.find() ? List.of(matcher.group(1).split(", ")) : List.of();
  }

  private static CliCommand<?> command(String name) {
    return Commands.named(name).orElseThrow();
  }

  /// Reads a command line as the program does, up to where a command would run.
  private boolean isAccepted(String name, String flag, String value) {
    CliCommand<?> command = command(name);
    List<String> words = new ArrayList<>(operands(name));
    words.addAll(List.of(flag, value));
    try {
      Arguments arguments = new CommandParser(command).parse(words);
      EngineFlags.requested(arguments, sandbox.engines());
      ProgramFlags.of(words).colorChoice();
      command.options(arguments);
      return true;
    } catch (JupyterFlowException.Usage refused) {
      return false;
    }
  }

  /// The least that a command takes.
  private static List<String> operands(String name) {
    return switch (name) {
      case "show", "logs", "watch", "why", "results", "stop", "rerun", "delete" -> List.of("@last");
      case "cron" -> List.of("add");
      case "env" -> List.of("show");
      case "completion" -> List.of("bash");
      default -> List.of();
    };
  }
}
