package io.jupyterflow.core.settings;

/// The word by which users leave the choice of an engine to the program; all others are names of
/// engines.
public final class EngineChoice {

  /// Whichever fits where the user is.
  public static final String AUTO = "auto";

  private EngineChoice() {}
}
