package io.jupyterflow.core.diagnosis;

import java.util.List;

/// Lines that programs print behind the error that ends them, and that change nothing about it.
final class Afterwords {

  /// How they begin: of experiment trackers, launchers, Hydra, CUDA, Python as it shuts down, and
  /// the tools that started the program.
  private static final List<String> STARTS =
      List.of(
          "wandb:",
          "Set the environment variable HYDRA_FULL_ERROR",
          "CUDA kernel errors might be asynchronously reported",
          "For debugging consider passing CUDA_LAUNCH_BLOCKING",
          "Compile with `TORCH_USE_CUDA_DSA`",
          "Device-side assertion",
          "Exception ignored in",
          "Sentry is attempting to send",
          "Waiting up to ",
          "Press Ctrl-C to quit",
          "COMET ",
          "[W socket",
          "srun: error:",
          "slurmstepd: error:",
          "make: ***",
          "make[",
          "Command exited with non-zero status",
          "ERROR conda.cli.main_run:");

  /// What is in them.
  private static final List<String> PARTS =
      List.of(
          "resource_tracker: ",
          " View run ",
          " View experiment at",
          "destroy_process_group() was not called",
          "elapsed ",
          "inputs+",
          "use -[v]S to pass options in shebang lines");

  private Afterwords() {}

  /// Whether a line is one of them, or empty.
  static boolean are(String line) {
    if (line.isBlank()) {
      return true;
    }
    for (String start : STARTS) {
      if (line.startsWith(start)) {
        return true;
      }
    }
    for (String part : PARTS) {
      if (line.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /// Whether nothing but such lines stands from an index on.
  static boolean onlyFrom(int index, List<String> lines) {
    for (int i = index; i < lines.size(); i++) {
      if (!are(lines.get(i))) {
        return false;
      }
    }
    return true;
  }
}
