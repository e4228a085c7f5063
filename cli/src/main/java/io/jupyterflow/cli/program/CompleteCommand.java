package io.jupyterflow.cli.program;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.completion.CompletionOptions;
import io.jupyterflow.cli.command.cron.CronAction;
import io.jupyterflow.cli.command.env.EnvOptions;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.engine.Runs;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.settings.EngineChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/// What the completion scripts ask: the words typed so far, the last perhaps not whole. Answers the
/// candidates, one a line; `:files` asks the shell for file names.
public final class CompleteCommand implements CliCommand<List<String>> {

  static final String NAME = "__complete";

  private static final String FILES = ":files";
  private static final Set<String> TAKE_RUN =
      Set.of("show", "logs", "watch", "why", "stop", "rerun", "delete", "results");
  private static final Set<String> TAKE_JOB = Set.of("logs", "why");

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
        if (candidate.startsWith(last) || candidate.equals(FILES)) {
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
      List<String> names = new ArrayList<>();
      Commands.ALL.forEach(entry -> names.add(entry.name()));
      names.addAll(List.of("help", "--help", "--version"));
      return names;
    }
    String command = before.getFirst();
    String previous = before.getLast();
    List<String> values = values(command, previous, before, session);
    if (!values.isEmpty()) {
      return values;
    }
    if (last.startsWith("-")) {
      return flags(command);
    }
    if (command.equals("completion")) {
      return CompletionOptions.SHELLS;
    }
    if (command.equals("env")) {
      return EnvOptions.ACTIONS;
    }
    if (command.equals("cron")) {
      return before.size() == 1 ? CronAction.words() : List.of();
    }
    if (command.equals("help")) {
      return Commands.ALL.stream().map(Commands.Entry::name).toList();
    }
    return TAKE_RUN.contains(command) ? operands(command, before, last, session) : List.of();
  }

  /// What may stand behind a flag.
  private static List<String> values(
      String command, String flag, List<String> before, Session session) {
    return switch (flag) {
      case "-o", "--output" -> {
        List<String> formats = new ArrayList<>();
        for (OutputFormat format : OutputFormat.values()) {
          formats.add(format.text());
        }
        yield formats;
      }
      case "--color" -> List.of("auto", "always", "never");
      case "--engine" -> EngineChoice.ALL;
      case "--state" -> {
        List<String> states = new ArrayList<>();
        for (RunState state : RunState.values()) {
          states.add(state.name().toLowerCase(Locale.ROOT));
        }
        yield states;
      }
      case "-f", "--file" -> List.of("run", "cron").contains(command) ? List.of(FILES) : List.of();
      case "-c", "--command" -> List.of(FILES);
      case "--from" -> before.size() > 2 ? jobs(run(before), session) : List.of();
      default -> List.of();
    };
  }

  private static List<String> flags(String command) {
    List<String> flags = new ArrayList<>();
    Commands.named(command)
        .ifPresent(named -> {
          for (OptionSpec option : named.syntax().spec().options()) {
            flags.addAll(List.of(option.names()));
          }
        });
    return flags;
  }

  private static List<String> operands(
      String command, List<String> before, String last, Session session) {
    int slash = last.indexOf('/');
    if (slash > 0 && TAKE_JOB.contains(command)) {
      String id = last.substring(0, slash);
      return jobs(id, session).stream().map(job -> id + "/" + job).toList();
    }
    boolean hasRun = !run(before).isEmpty();
    if (hasRun && TAKE_JOB.contains(command)) {
      return jobs(run(before), session);
    }
    if (hasRun && !command.equals("delete") && !command.equals("results")) {
      return List.of();
    }
    List<String> ids = new ArrayList<>(List.of(Runs.LAST));
    for (Engine engine : session.engines().all(() -> EngineChoice.AUTO)) {
      ids.addAll(engine.ids());
    }
    return ids;
  }

  /// The first operand typed so far, or empty.
  private static String run(List<String> before) {
    for (String word : before.subList(1, before.size())) {
      if (!word.startsWith("-")) {
        return word;
      }
    }
    return "";
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
