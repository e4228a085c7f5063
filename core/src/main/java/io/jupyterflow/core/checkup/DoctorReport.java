package io.jupyterflow.core.checkup;

import io.jupyterflow.core.checkup.Finding.Outcome;
import java.util.List;

/// All that was found, and what it comes to.
///
/// @param engine the engine that would run a flow here
/// @param findings in the order they were looked at
/// @param works what users can do
/// @param lacks what they can't
/// @param isReachable whether what is needed answered at all
/// @param manifest what an administrator applies with `kubectl` to fix it, as YAML; empty where
///   there is nothing to apply
public record DoctorReport(
    String engine,
    List<Finding> findings,
    List<String> works,
    List<String> lacks,
    boolean isReachable,
    String manifest) {

  public DoctorReport {
    findings = List.copyOf(findings);
    works = List.copyOf(works);
    lacks = List.copyOf(lacks);
  }

  /// Whether a run would work, as far as anybody here can tell.
  public boolean isReady() {
    return isReady(findings, isReachable);
  }

  /// The same, for those who have yet to say what it comes to.
  public static boolean isReady(List<Finding> findings, boolean isReachable) {
    for (Finding finding : findings) {
      if (finding.outcome() == Outcome.BAD) {
        return false;
      }
    }
    return isReachable;
  }
}
