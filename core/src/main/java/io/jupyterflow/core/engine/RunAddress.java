package io.jupyterflow.core.engine;

import org.jspecify.annotations.Nullable;

/// What a word like `train-7f3k2/train-3` names.
///
/// @param engine the engine that has the run
/// @param id the whole id
/// @param job the job's name as written, not yet looked up, or null where the word names the run
///   alone
public record RunAddress(Engine engine, String id, @Nullable String job) {

  /// The form users type.
  @Override
  public String toString() {
    return job == null ? id : id + "/" + job;
  }
}
