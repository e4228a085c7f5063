package io.jupyterflow.argo.compile;

import io.jupyterflow.core.notebook.NotebookRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The POSIX `sh` that every attempt runs under in its pod, so that its output and its end are
/// still known when the pod is gone. The scripts are resources next to this class: `recorded.sh`,
/// `unrecorded.sh` where there is no folder for a record, and `notebook.sh`. They explain
/// themselves; their comments are not sent to the cluster.
///
/// A script stands once in a template, as its container's command. What differs between jobs comes
/// as arguments: `jupyterflow FOLDER LAST JOB ARGV…`.
final class LauncherScript {

  /// Where every image with a shell has it.
  static final String SHELL = "/bin/sh";

  /// The file in a run's folder that ends all of its jobs.
  static final String FAIL_FAST = "fail-fast";

  private static final String NAME = "jupyterflow";

  private final @Nullable String folder;
  private final String script;

  /// Reads the script of a run's jobs, once for all of its templates.
  ///
  /// @param folder the run's, as jobs see it, or null where there is none
  LauncherScript(@Nullable String folder) {
    this.folder = folder;
    this.script = script(folder == null ? "unrecorded.sh" : "recorded.sh");
  }

  /// The command of a template's container, in the kubelet's syntax; the arguments of a task
  /// follow.
  ///
  /// @param last [RetryStrategy#lastAttempts], or empty where no failure ends the run
  List<String> command(String last) {
    return ArgoText.forKubelet(
        folder == null
            ? List.of(SHELL, "-c", script, NAME)
            : List.of(SHELL, "-c", script, NAME, folder, last));
  }

  /// The script that runs notebooks, packed: it is shorter so, and has nothing for an expander.
  static String runner() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(NotebookRunner.script().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /// The text that runs a notebook, for a variable of its template.
  static String notebook() {
    return script("notebook.sh");
  }

  /// A script without its comments and empty lines.
  private static String script(String name) {
    StringBuilder script = new StringBuilder();
    try (InputStream in = LauncherScript.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the build");
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        String words = line.strip();
        if (!words.isEmpty() && !words.startsWith("#")) {
          script.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return script.toString();
  }
}
