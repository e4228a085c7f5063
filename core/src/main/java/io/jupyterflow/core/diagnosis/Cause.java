package io.jupyterflow.core.diagnosis;

import java.util.List;

/// What happened to one job.
///
/// @param what a clause that follows the job's name: `failed at train.py:3: ValueError: bad`
/// @param fix what to do; empty where nothing needs doing
/// @param evidence lines of output that show it
public record Cause(String what, String fix, List<String> evidence) {

  public Cause {
    evidence = List.copyOf(evidence);
  }

  /// A cause without lines that show it.
  public static Cause of(String what, String fix) {
    return new Cause(what, fix, List.of());
  }
}
