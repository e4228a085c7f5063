package io.jupyterflow.cli.command;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SpellingSuggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The words of a command line, looked at before and after picocli does.
public final class ArgumentChecks {

  private ArgumentChecks() {}

  /// The words with flags that stand ahead of the command moved after it.
  public static List<String> commandFirst(List<String> arguments) {
    int at = 0;
    while (at < arguments.size()) {
      String word = arguments.get(at);
      if (word.equals("--color")) {
        at += 2;
      } else if (word.equals("--debug") || word.startsWith("--color=")) {
        at++;
      } else {
        break;
      }
    }
    if (at == 0 || at >= arguments.size()) {
      return at == 0 ? arguments : List.of();
    }
    List<String> words = new ArrayList<>();
    words.add(arguments.get(at));
    words.addAll(arguments.subList(0, at));
    words.addAll(arguments.subList(at + 1, arguments.size()));
    return words;
  }

  /// What was not understood, and what to write.
  static JupyterFlowException.Usage explained(
      CommandLine.ParameterException e, CommandSpec spec, CliCommand<?> command) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      if (word.startsWith("-")) {
        int equals = word.indexOf('=');
        String flag = equals < 0 ? word : word.substring(0, equals);
        String instead = command.alternativeTo(flag);
        String known = instead.isEmpty() ? nearest(flag, spec) : instead;
        return new JupyterFlowException.Usage(
            "There is no flag '" + flag + "' of " + spec.name() + ".",
            Remedy.of(known + (known.isEmpty() ? "" : "\n") + seeHelp(spec)));
      }
      return misused(spec.name() + " takes no '" + word + "'.", spec);
    }
    if (e instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()
        && missing.getMissing().getFirst() instanceof OptionSpec option) {
      return misused(
          option.shortestName()
              + " takes a value, and none follows: "
              + option.shortestName()
              + " "
              + option.paramLabel()
              + ".",
          spec);
    }
    if (e instanceof CommandLine.OverwrittenOptionException twice
        && twice.getOverwritten() instanceof OptionSpec option) {
      return misused(
          option.shortestName()
              + " is given more than once, and only one can hold: leave the others out.",
          spec);
    }
    String message = String.valueOf(e.getMessage());
    int lineEnd = message.indexOf('\n');
    return misused((lineEnd < 0 ? message : message.substring(0, lineEnd)) + ".", spec);
  }

  private static JupyterFlowException.Usage misused(String message, CommandSpec spec) {
    return new JupyterFlowException.Usage(message, Remedy.of(seeHelp(spec)));
  }

  /// What a word is told that is none of those that may be there.
  ///
  /// @param kind what it should be: `command`
  /// @param before what is before it, with a space after it: `cron `
  /// @param known what may be there
  /// @param otherwise what to do where nothing like it is known
  public static JupyterFlowException.Usage unknown(
      String kind, String before, String word, Collection<String> known, String otherwise) {
    return unknown(kind, before, word, usual(word), known, otherwise);
  }

  /// The same, for words that others call otherwise.
  ///
  /// @param usual what may be meant by this word, in the order of likeliness
  public static JupyterFlowException.Usage unknown(
      String kind,
      String before,
      String word,
      List<String> usual,
      Collection<String> known,
      String otherwise) {
    Optional<String> meant =
        usual.stream()
            .filter(known::contains)
            .findFirst()
            .or(() -> SpellingSuggestion.to(word, known));
    return new JupyterFlowException.Usage(
        "There is no " + kind + " '" + before + word + "'.",
        Remedy.of(meant.map(name -> "did you mean '" + before + name + "'?").orElse(otherwise)));
  }

  /// What other programs call by this word is called so here.
  private static List<String> usual(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "ls" -> List.of("list", "ps");
      case "list" -> List.of("ps");
      case "get", "status", "describe" -> List.of("show");
      case "rm", "remove" -> List.of("delete");
      case "kill", "cancel" -> List.of("stop");
      case "retry" -> List.of("rerun");
      case "create" -> List.of("add", "run");
      case "submit", "start" -> List.of("run");
      case "pause" -> List.of("suspend");
      default -> List.of();
    };
  }

  /// By the words alone: the dashes are the same in all of them, and a single letter is like every
  /// other.
  private static String nearest(String flag, CommandSpec spec) {
    String word = flag.startsWith("--") ? flag.substring(2) : flag.substring(1);
    List<String> known = new ArrayList<>();
    for (String name : spec.optionsMap().keySet()) {
      if (name.startsWith("--")) {
        known.add(name.substring(2));
      }
    }
    return word.length() < 2
        ? ""
        : SpellingSuggestion.to(word, known).map(name -> "did you mean --" + name + "?").orElse("");
  }

  private static String seeHelp(CommandSpec spec) {
    return "see jupyterflow " + spec.name() + " --help";
  }
}
