package io.jupyterflow.cli.program;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.engine.Runs;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.EngineChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the completion scripts ask: the words typed so far, the last perhaps not whole. Answers the
/// candidates, one a line; `:files` asks the shell for file names.
public final class CompleteCommand implements CliCommand<List<String>> {

  static final String NAME = "__complete";

  @Override
  public CommandSyntax syntax() {
    return new CommandSyntax(NAME, "Print what may come next.", NAME + " WORD…")
        .operands("WORD", "The words after jupyterflow.");
  }

  @Override
  public List<String> options(Arguments arguments) {
    return arguments.operands();
  }

  @Override
  public ExitCode run(List<String> typed, Session session) {
    String last = typed.isEmpty() ? "" : typed.getLast();
    List<String> before = typed.isEmpty() ? List.of() : typed.subList(0, typed.size() - 1);
    try {
      for (String candidate : candidates(before, last, session)) {
        if (candidate.startsWith(last) || candidate.equals(CommandSyntax.FILES)) {
          session.result(candidate);
        }
      }
    } catch (JupyterFlowException nothingToOffer) {
      return ExitCode.OK;
    }
    return ExitCode.OK;
  }

  private static List<String> candidates(List<String> before, String last, Session session) {
    if (before.isEmpty()) {
      List<String> names = names();
      names.addAll(List.of("help", "--help", "--version"));
      return names;
    }
    String name = before.getFirst();
    if (name.equals("help")) {
      return before.size() == 1 ? names() : List.of();
    }
    Optional<CliCommand<?>> command = Commands.named(name);
    return command.isEmpty()
        ? List.of()
        : candidates(command.get(), before.subList(1, before.size()), last, session);
  }

  private static List<String> candidates(
      CliCommand<?> command, List<String> before, String last, Session session) {
    CommandSyntax syntax = command.syntax();
    List<String> operands = operands(syntax, before);
    String previous = before.isEmpty() ? "" : before.getLast();
    List<String> candidates;
    if (isUnknownFlag(previous, syntax)) {
      candidates = List.of();
    } else if (syntax.takesValue(previous)) {
      candidates = values(syntax.candidates(previous), operands, session);
    } else if (last.startsWith("-")) {
      candidates = syntax.flags();
    } else {
      candidates = operand(syntax.operandCandidates(), operands, last, session);
    }
    return candidates.stream().filter(word -> command.allows(word, before)).toList();
  }

  /// Whether the command line is refused already.
  private static boolean isUnknownFlag(String word, CommandSyntax syntax) {
    boolean isFlag = word.startsWith("--") ? word.indexOf('=') < 0 : word.matches("-[a-zA-Z]");
    return isFlag && !word.equals("--") && !syntax.flags().contains(word);
  }

  private static List<String> values(
      List<String> declared, List<String> operands, Session session) {
    return switch (declared.isEmpty() ? "" : declared.getFirst()) {
      case CommandSyntax.JOB -> operands.isEmpty() ? List.of() : jobs(operands.getFirst(), session);
      case CommandSyntax.ENGINE -> EngineNames.names(session.engines());
      case CommandSyntax.ENGINE_OR_AUTO -> EngineNames.choices(session.engines());
      default -> declared;
    };
  }

  /// @param operands those before it
  private static List<String> operand(
      List<String> declared, List<String> operands, String last, Session session) {
    boolean isFirst = operands.isEmpty();
    return switch (declared.isEmpty() ? "" : declared.getFirst()) {
      case CommandSyntax.RUN -> isFirst ? ids(session) : List.of();
      case CommandSyntax.RUNS -> ids(session);
      case CommandSyntax.RUN_AND_JOB -> runAndJob(operands, last, session);
      default -> isFirst ? declared : List.of();
    };
  }

  private static List<String> runAndJob(List<String> operands, String last, Session session) {
    int slash = last.indexOf('/');
    if (slash > 0) {
      String id = last.substring(0, slash);
      return jobs(id, session).stream().map(job -> id + "/" + job).toList();
    }
    return switch (operands.size()) {
      case 0 -> ids(session);
      case 1 -> jobs(operands.getFirst(), session);
      default -> List.of();
    };
  }

  /// The words that are neither flags nor their values.
  private static List<String> operands(CommandSyntax syntax, List<String> words) {
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (syntax.takesValue(words.get(i))) {
        i++;
      } else if (!words.get(i).startsWith("-")) {
        operands.add(words.get(i));
      }
    }
    return operands;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    Commands.ALL.forEach(entry -> names.add(entry.name()));
    return names;
  }

  private static List<String> ids(Session session) {
    List<String> ids = new ArrayList<>(List.of(Runs.LAST));
    for (Engine engine : session.engines().all(() -> EngineChoice.AUTO)) {
      ids.addAll(engine.ids());
    }
    return ids;
  }

  private static List<String> jobs(String id, Session session) {
    RunAddress address = session.runs().find(id);
    List<String> names = new ArrayList<>();
    for (Job job : address.engine().run(address.id()).plan().jobs()) {
      names.add(job.name());
    }
    return names;
  }
}
