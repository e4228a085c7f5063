package io.jupyterflow.cli.output;

import io.jupyterflow.core.problem.Action;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.text.ShellQuote;
import io.jupyterflow.local.engine.LocalDescriptor;

/// What to do about a problem, with each action as a command line to paste: the one place where
/// actions become commands.
public final class RemedyText {

  private static final String PROGRAM = "jupyterflow ";

  private RemedyText() {}

  /// The words with the commands in them; empty where nothing needs doing.
  public static String of(Remedy remedy) {
    StringBuilder text = new StringBuilder();
    for (Remedy.Part part : remedy.parts()) {
      text.append(part instanceof Action action ? command(action) : part.toString());
    }
    return text.toString();
  }

  /// What happened and what to do, in one line, where there is no room for a hint of its own.
  public static String line(JupyterFlowException thrown) {
    return line(String.valueOf(thrown.getMessage()), thrown.remedy());
  }

  /// The same, for a problem that was not thrown.
  public static String line(Problem problem) {
    return line(problem.message(), problem.remedy());
  }

  private static String line(String message, Remedy remedy) {
    String hint = of(remedy);
    return hint.isEmpty()
        ? message
        : message + " " + Character.toUpperCase(hint.charAt(0)) + hint.substring(1);
  }

  private static String command(Action action) {
    return switch (action.kind()) {
      case RUN -> PROGRAM + "run" + flow(action);
      case RUN_DETACHED ->
          PROGRAM + "run -d" + (action.about().isEmpty() ? "" : " -f" + about(action));
      case RUN_MORE_AT_ONCE -> PROGRAM + "run -j N";
      case USE_ENGINE -> "--engine" + about(action);
      case USE_THIS_MACHINE -> "--engine " + LocalDescriptor.LOCAL.name();
      case LIST_RUNS -> PROGRAM + "ps";
      case SHOW_RUN -> PROGRAM + "show" + about(action);
      case WATCH_RUN -> PROGRAM + "watch" + about(action);
      case STOP_RUN -> PROGRAM + "stop" + about(action);
      case DELETE_RUN -> PROGRAM + "delete" + about(action);
      case RERUN -> PROGRAM + "rerun" + about(action);
      case RERUN_FAILED -> PROGRAM + "rerun --failed" + about(action);
      case READ_LOGS -> PROGRAM + "logs" + about(action);
      case SHOW_ENVIRONMENT -> PROGRAM + "env show";
      case RUN_DOCTOR -> PROGRAM + "doctor";
      case ADD_SCHEDULE -> PROGRAM + "cron add";
      case LIST_SCHEDULES -> PROGRAM + "cron list";
      case RUN_SCHEDULE -> PROGRAM + "cron run" + about(action);
      case DELETE_SCHEDULE -> PROGRAM + "cron delete" + about(action);
    };
  }

  private static String flow(Action action) {
    return action.about().isEmpty() ? "" : " -c \"" + action.about().getFirst() + "\"";
  }

  private static String about(Action action) {
    StringBuilder words = new StringBuilder();
    for (String word : action.about()) {
      words.append(' ').append(ShellQuote.of(word));
    }
    return words.toString();
  }
}
