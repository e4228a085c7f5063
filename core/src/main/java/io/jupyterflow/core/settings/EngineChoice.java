package io.jupyterflow.core.settings;

import java.util.List;

/// The words by which users choose an engine.
public final class EngineChoice {

  /// Whichever fits where the user is.
  public static final String AUTO = "auto";

  /// All of them.
  public static final List<String> ALL = List.of(AUTO, "local", "argo");

  private EngineChoice() {}
}
