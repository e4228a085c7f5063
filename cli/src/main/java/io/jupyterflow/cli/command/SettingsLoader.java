package io.jupyterflow.cli.command;

import io.jupyterflow.cli.output.ProblemLines;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.ProblemsDocument;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.core.settings.SettingsFiles;
import io.jupyterflow.core.settings.SettingsLayer;
import java.util.List;

/// The settings in force, and what was wrong on the way.
public final class SettingsLoader {

  private SettingsLoader() {}

  /// The settings under these flags. What is wrong with their files is told at once: they say which
  /// engine is taken.
  ///
  /// @throws JupyterFlowException.InvalidFlow where a file can't be understood
  public static Settings settings(Session session, SettingsLayer flags, boolean documents) {
    SettingsFiles files =
        SettingsFiles.read(
            SettingsFiles.ADMINISTRATORS,
            session.surroundings().environment(),
            session.surroundings().home(),
            EngineNames.choices(session.engines()));
    warn(session, files.problems(), documents);
    return files.told().settings(flags);
  }

  /// Tells problems that are not errors; throws those that are.
  ///
  /// @param documents whether they are told as a document
  public static void warn(Session session, List<Problem> problems, boolean documents) {
    for (Problem problem : problems) {
      if (problem.isError()) {
        throw new JupyterFlowException.InvalidFlow(problems);
      }
    }
    if (problems.isEmpty()) {
      return;
    }
    if (documents) {
      session.note(JsonText.line(ProblemsDocument.of(problems, RemedyText::of)));
    } else {
      ProblemLines.of(problems, session.errorStyle()).forEach(session::note);
    }
  }
}
