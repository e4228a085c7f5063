package io.jupyterflow.core.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// What every engine has to say of a run now and then, in the same words.
public final class RunErrors {

  private RunErrors() {}

  /// There is no run of this id.
  public static JupyterFlowException.NotFound noRun(String id) {
    return new JupyterFlowException.NotFound(
        "There is no run '" + id + "'.", Remedy.of("list the runs: ", ActionKind.LIST_RUNS));
  }

  /// The run has no job of this name.
  public static JupyterFlowException.NotFound noJob(String run, String job) {
    return new JupyterFlowException.NotFound(
        "The run '" + run + "' has no job '" + job + "'.",
        Remedy.of("list its jobs: ", ActionKind.SHOW_RUN, run));
  }

  /// What takes a run that is over found one that is not.
  public static JupyterFlowException.Refused stillRuns(String id) {
    return new JupyterFlowException.Refused(
        "The run '" + id + "' still runs.", Remedy.of("stop it first: ", ActionKind.STOP_RUN, id));
  }

  /// The files of a run can't be read; or it has been deleted while they were.
  ///
  /// @param folder the run's, called like it
  public static JupyterFlowException unreadable(Path folder, IOException e) {
    return unreadable(folder, e, Remedy.of("if you do not need it, remove that folder"));
  }

  /// The same of a run that its engine removes also as it is.
  ///
  /// @param folder the run's, called like it
  public static JupyterFlowException damaged(Path folder, IOException e) {
    String run = String.valueOf(folder.getFileName());
    return unreadable(folder, e, Remedy.of("if you do not need it: ", ActionKind.DELETE_RUN, run));
  }

  private static JupyterFlowException unreadable(Path folder, IOException e, Remedy remedy) {
    if (!Files.exists(folder)) {
      return noRun(String.valueOf(folder.getFileName()));
    }
    return new JupyterFlowException.Refused(
        "The run's files in " + folder + " can't be read: " + IoReasons.of(e) + ".", remedy, e);
  }

  /// The files of a run that must be removed can't be read, and processes of it are there.
  public static JupyterFlowException.Refused processesLeft(String id, List<Long> processes) {
    String numbers = processes.stream().map(String::valueOf).collect(Collectors.joining(" "));
    return new JupyterFlowException.Refused(
        "Processes of the run '" + id + "' still run.",
        Remedy.of("end them first: kill " + numbers));
  }
}
