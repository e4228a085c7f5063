package io.jupyterflow.core.notebook;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.run.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs a notebook as a job: a Python script that an engine writes once for a run, and the argv
/// that calls it.
///
/// The script uses papermill where the environment has it, else nbclient, else the nbclient of the
/// `jupyter` on `PATH`. `key=value` words become variables of the notebook. What cells print is the
/// job's output as it comes, the executed copy is written after every cell, and a failed cell ends
/// standard error with the line `notebook: cell 3 failed: ValueError: …`, where 3 is the number
/// Jupyter shows next to the cell when the notebook runs from its top.
public final class NotebookRunner {

  /// What an engine calls the script in its folder.
  public static final String FILE_NAME = "notebook_runner.py";

  /// How the line begins that says why a notebook failed.
  public static final String MESSAGE_PREFIX = "notebook: ";

  /// Exit code where the words after the notebook are no parameters.
  public static final int USAGE = 2;

  /// Exit code where nothing in the environment can run the notebook.
  public static final int CANNOT_RUN = 127;

  /// Exit code where the notebook's kernel was killed, mostly for lack of memory.
  public static final int KILLED = ExitStatus.KILLED;

  private NotebookRunner() {}

  /// The text of the script; it needs Python 3.8.
  public static String script() {
    try (InputStream in = NotebookRunner.class.getResourceAsStream(FILE_NAME)) {
      if (in == null) {
        throw new IllegalStateException(FILE_NAME + " is not in the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The argv of the job.
  ///
  /// @param script where the engine wrote [#script]
  /// @param output where the executed copy goes; its folder exists and is writable
  public static List<String> argv(Command.Notebook notebook, String script, String output) {
    List<String> argv = new ArrayList<>();
    argv.add(notebook.python());
    argv.add(script);
    argv.add(output);
    argv.add(notebook.notebook());
    argv.addAll(notebook.arguments());
    return argv;
  }
}
