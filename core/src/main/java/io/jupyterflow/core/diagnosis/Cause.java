package io.jupyterflow.core.diagnosis;

import java.util.List;

/// What happened to one job.
///
/// @param what a clause that follows the job's name: `failed at train.py:3: ValueError: bad`
/// @param fix what to do; empty where nothing needs doing
/// @param evidence lines of output that show it
record Cause(String what, String fix, List<String> evidence) {

  Cause {
    evidence = List.copyOf(evidence);
  }

  static Cause of(String what, String fix) {
    return new Cause(what, fix, List.of());
  }
}
