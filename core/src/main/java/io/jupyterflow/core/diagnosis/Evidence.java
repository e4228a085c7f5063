package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.List;
import java.util.function.Function;

/// The end of jobs' output beside causes that stand without it: it is left out where the engine
/// can't be reached for it. Who looks for the cause in an output must not take that for one that
/// says nothing.
///
/// @param tail the last lines of a job's output
public record Evidence(Function<String, List<String>> tail) {

  /// The last lines of a job's output, none where they can't be had.
  public List<String> of(String job) {
    try {
      return tail.apply(job);
    } catch (JupyterFlowException.Unreachable notNow) {
      return List.of();
    }
  }
}
