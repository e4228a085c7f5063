package io.jupyterflow.core.engine;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.List;
import java.util.Map;

/// A plan that an engine has made ready to run: what is checked is what is sent. Making one starts
/// nothing and asks nobody; an engine does the work of each method when it is first called. For one
/// thread.
public interface Submission {

  /// What in this plan the engine can't do, all at once: more memory than there is, a program that
  /// doesn't exist here.
  List<Problem> problems();

  /// Exactly what a [#submit] would send or start: trees of documents, in their order; no secret's
  /// value is in them.
  List<Map<String, ?>> documents();

  /// Starts the run and returns as soon as it is durable: from then on it goes on whatever happens
  /// to the caller. If a run of this id was started from the same plan and environment before, that
  /// run is returned.
  ///
  /// @return the run as it was when it was accepted, or as it is now where it was there before:
  ///   everyone who follows it goes on from this revision with [Engine#watch]
  /// @throws JupyterFlowException.Refused where the engine says no, or the id belongs to another
  ///   plan
  RunSnapshot submit();
}
