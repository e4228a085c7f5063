package io.jupyterflow.core.environment;

import io.jupyterflow.core.plan.Resources;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that a job runs in: a part every engine has, and a part that only its engine reads.
///
/// @param workingDirectory absolute
/// @param variables of the process that submits; values of secrets included, so it is never written
///   or printed whole
/// @param resources what a job gets that states nothing itself
/// @param engine what only the engine that captured it understands
public record Environment(
    String workingDirectory,
    Map<String, String> variables,
    Resources resources,
    EngineEnvironment engine) {

  public Environment {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /// The part of an environment that only one engine reads (image, volumes, identity …).
  public interface EngineEnvironment {

    /// This with settings over it that only some engines understand; lists append, the rest
    /// overrides. An engine that does not take them stays as it is.
    default EngineEnvironment with(List<SettingOverride> changes) {
      return this;
    }

    /// What was found and what happens to it, in an order people can read.
    ///
    /// @param whole the environment that this is the engine's part of
    default List<CapturedItem> items(Environment whole) {
      return List.of();
    }
  }

  /// Names the variables only: values may be secrets.
  @Override
  public String toString() {
    return "Environment[" + workingDirectory + ", variables=" + variables.keySet() + "]";
  }
}
