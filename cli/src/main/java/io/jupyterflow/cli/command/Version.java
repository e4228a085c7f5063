package io.jupyterflow.cli.command;

/// Which JupyterFlow this is.
final class Version {

  private Version() {}

  /// The version of the jar, or `development` where it runs from classes.
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
