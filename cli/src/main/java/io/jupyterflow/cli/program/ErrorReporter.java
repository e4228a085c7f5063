package io.jupyterflow.cli.program;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.ProgramFlags;
import io.jupyterflow.cli.output.ProblemLines;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.ProblemRedaction;
import io.jupyterflow.core.document.ProblemsDocument;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import java.util.Collection;
import java.util.List;

/// Tells the user what went wrong, and gives the exit code: the one place for both.
final class ErrorReporter {

  private final Session session;
  private final ProgramFlags flags;
  private final List<String> arguments;

  /// @param flags whether problems are told as a document, and stack traces are shown
  /// @param arguments of the command: a message may repeat them, and no secret among them
  ErrorReporter(Session session, ProgramFlags flags, List<String> arguments) {
    this.session = session;
    this.flags = flags;
    this.arguments = arguments;
  }

  ExitCode tell(JupyterFlowException thrown) {
    List<Problem> problems =
        thrown instanceof JupyterFlowException.InvalidFlow
            ? thrown.problems()
            : thrown.problems().stream().map(this::redacted).toList();
    if (flags.documents()) {
      document(problems);
    } else if (thrown instanceof JupyterFlowException.InvalidFlow) {
      ProblemLines.of(problems, session.errorStyle()).forEach(session::note);
    } else {
      Style style = session.errorStyle();
      for (Problem problem : problems) {
        session.note(style.red("jupyterflow:") + " " + problem.message());
        ProblemLines.hint(problem.remedy(), style).forEach(session::note);
      }
    }
    trace(thrown);
    return ExitCode.of(thrown);
  }

  /// A mistake of ours: the user gets one line, and we get a report.
  ExitCode tellBug(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError && isAboutThreads(thrown)) {
      return tell(
          new JupyterFlowException.Unreachable(
              "This machine allows no further thread here. Runs that were started go on.",
              Remedy.of("end other programs, or raise the limit: ulimit -u 4096"),
              thrown));
    }
    String report = BugReport.write(thrown, arguments, session.surroundings());
    String message =
        "This is a bug in JupyterFlow, not in your flow ("
            + thrown.getClass().getSimpleName()
            + "). "
            + report
            + " Runs that were started go on.";
    if (flags.documents()) {
      document(List.of(Problem.error("internal-error", null, message, "")));
    } else {
      session.note(session.errorStyle().red("jupyterflow:") + " " + message);
    }
    trace(thrown);
    return ExitCode.OUR_BUG;
  }

  private static boolean isAboutThreads(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).contains("native thread");
  }

  private void trace(Throwable thrown) {
    if (flags.debug()) {
      session.note(BugReport.trace(thrown, arguments).stripTrailing());
    }
  }

  private void document(List<Problem> problems) {
    session.note(JsonText.pretty(ProblemsDocument.of(problems, RemedyText::of)).stripTrailing());
  }

  /// A message or a remedy may repeat what was typed.
  private Problem redacted(Problem problem) {
    Collection<String> secrets = Secrets.in(arguments);
    return new Problem(
        problem.severity(),
        problem.code(),
        problem.where(),
        ProblemRedaction.text(problem.message(), secrets),
        problem.remedy().map(words -> ProblemRedaction.text(words, secrets)));
  }
}
