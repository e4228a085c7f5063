package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.problem.Remedy;
import java.util.List;

/// What happened to one job.
///
/// @param what a clause that follows the job's name: `failed at train.py:3: ValueError: bad`
/// @param fix what to do; empty where nothing needs doing
/// @param evidence lines of output that show it
/// @param unread why the output that may show it can't be read; empty where it can, or says nothing
///   of it
public record Cause(String what, Remedy fix, List<String> evidence, String unread) {

  public Cause {
    evidence = List.copyOf(evidence);
  }

  /// A cause whose output is none, or was read.
  public Cause(String what, Remedy fix, List<String> evidence) {
    this(what, fix, evidence, "");
  }

  /// A cause whose output is none, or was read, and whose fix is words alone.
  public Cause(String what, String fix, List<String> evidence) {
    this(what, Remedy.of(fix), evidence, "");
  }

  /// A cause without lines that show it.
  public static Cause of(String what, Remedy fix) {
    return new Cause(what, fix, List.of());
  }

  /// A cause without lines that show it, and whose fix is words alone.
  public static Cause of(String what, String fix) {
    return of(what, Remedy.of(fix));
  }
}
