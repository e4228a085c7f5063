package io.jupyterflow.cli.program;

import java.lang.module.ModuleDescriptor;

/// Which JupyterFlow this is.
final class Version {

  private Version() {}

  /// The version of the module or jar, or `development` where it runs from classes.
  static String text() {
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    if (module != null) {
      return module.rawVersion().orElse("development");
    }
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
