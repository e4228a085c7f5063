package io.jupyterflow.cli.program;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandParser;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.ProgramFlags;
import io.jupyterflow.cli.terminal.ColorChoice;
import io.jupyterflow.cli.wiring.BrokenPipe;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.cli.wiring.ProcessContext;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.cli.wiring.UndecodableText;
import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.ArrayList;
import java.util.List;

/// The program: finds the command, gives it its words, and turns all that can happen into an exit
/// code.
public final class JupyterFlow {

  private final ProcessContext surroundings;
  private final Engines engines;

  public JupyterFlow(ProcessContext surroundings, Engines engines) {
    this.surroundings = surroundings;
    this.engines = engines;
  }

  /// Runs one command line.
  public ExitCode run(List<String> arguments) {
    ProgramFlags flags = ProgramFlags.of(arguments);
    Session session = new Session(surroundings, engines, ColorChoice.AUTO);
    try {
      session = new Session(surroundings, engines, flags.colorChoice());
      if (UndecodableText.isPossible(arguments, surroundings)) {
        UndecodableText.refuse(arguments, surroundings);
      }
      return dispatch(arguments, session);
    } catch (JupyterFlowException e) {
      return new ErrorReporter(session, flags, arguments).tell(e);
    } catch (BrokenPipe e) {
      return ExitCode.OK;
    } catch (RuntimeException | Error e) {
      return new ErrorReporter(session, flags, arguments).tellBug(e);
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private static ExitCode dispatch(List<String> arguments, Session session) {
    List<String> words = ArgumentChecks.commandFirst(arguments);
    if (words.isEmpty()) {
      RootHelp.lines(session.errorStyle()).forEach(session::note);
      return ExitCode.USAGE;
    }
    String name = words.getFirst();
    List<String> rest = words.subList(1, words.size());
    return switch (name) {
      case "--help", "-h" -> overview(session);
      case "--version", "-V", "version" -> {
        session.result("jupyterflow " + Version.text());
        yield ExitCode.OK;
      }
      case "help" -> rest.isEmpty() ? overview(session) : help(rest.getFirst(), session);
      default -> run(command(name), rest, session);
    };
  }

  private static <O> ExitCode run(CliCommand<O> command, List<String> words, Session session) {
    CommandParser parser = new CommandParser(command);
    if (!words.contains("--") && (words.contains("--help") || words.contains("-h"))) {
      session.text(parser.help(session.engines()));
      return ExitCode.OK;
    }
    Arguments arguments = parser.parse(words);
    Session asked = session.forEngine(EngineFlags.requested(arguments, session.engines()));
    return command.run(command.options(arguments), asked);
  }

  private static ExitCode overview(Session session) {
    RootHelp.lines(session.style()).forEach(session::result);
    return ExitCode.OK;
  }

  private static ExitCode help(String name, Session session) {
    session.text(new CommandParser(command(name)).help(session.engines()));
    return ExitCode.OK;
  }

  private static CliCommand<?> command(String name) {
    return Commands.named(name).orElseThrow(() -> unknown(name));
  }

  private static JupyterFlowException.Usage unknown(String name) {
    if (name.contains(">>") || name.contains(" ") || Scripts.isScriptInAnyCase(name)) {
      return new JupyterFlowException.Usage(
          "'" + name + "' is not a command: it looks like a flow.",
          Remedy.of("run it: ", ActionKind.RUN, name));
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return new JupyterFlowException.Usage(
          "'" + name + "' is no command: it looks like a workflow file.",
          Remedy.of("run it: jupyterflow run -f " + name));
    }
    if (name.equals("-c") || name.equals("-f")) {
      return new JupyterFlowException.Usage(
          name + " is a flag of run.", Remedy.of("jupyterflow run " + name + " …"));
    }
    List<String> names = new ArrayList<>();
    Commands.ALL.forEach(entry -> names.add(entry.name()));
    boolean isFlag = name.startsWith("-");
    if (isFlag) {
      names.addAll(List.of("--help", "--version"));
    }
    return ArgumentChecks.unknown(
        isFlag ? "flag" : "command", "", name, names, "list the commands: jupyterflow --help");
  }
}
