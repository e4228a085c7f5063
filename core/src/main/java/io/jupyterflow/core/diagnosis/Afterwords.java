package io.jupyterflow.core.diagnosis;

import java.util.ArrayList;
import java.util.List;

/// Lines that programs print behind the error that ends them, and that change nothing about it.
final class Afterwords {

  /// How Python begins what went wrong where nobody can catch it, mostly as it shuts down; a
  /// traceback may follow.
  private static final String IGNORED = "Exception ignored in";

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
          IGNORED,
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

  /// The lines without errors that Python ignored, such as those of a worker pool that is taken
  /// down while the program ends: they end no program. All lines where there are no others.
  static List<String> withoutIgnored(List<String> lines) {
    List<String> kept = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      boolean ignored =
          lines.get(i).startsWith(IGNORED)
              && i + 1 < lines.size()
              && lines.get(i + 1).equals(PythonTraceback.HEADER);
      if (!ignored) {
        kept.add(lines.get(i));
        continue;
      }
      i += 2;
      while (i < lines.size() && lines.get(i).startsWith(" ")) {
        i++;
      } // and the line of the error
    }
    return kept.stream().allMatch(String::isBlank) ? lines : kept;
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
