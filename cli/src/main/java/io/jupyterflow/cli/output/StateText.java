package io.jupyterflow.cli.output;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunState;

/// How states look.
public final class StateText {

  private StateText() {}

  /// One cell that tells the states apart without colors, too.
  public static String mark(JobState state, Style style) {
    return switch (state) {
      case WAITING, QUEUED -> style.dim("○");
      case RUNNING -> style.cyan("●");
      case SUCCEEDED -> style.green("✓");
      case FAILED -> style.red("✗");
      case STOPPED -> style.yellow("■");
      case LOST -> style.red("?");
      case SKIPPED -> style.dim("-");
      case REUSED -> style.green("=");
    };
  }

  /// The word for a job's state.
  public static String word(JobState state, Style style) {
    return paint(state, state.text(), style);
  }

  /// A text in the color of a job's state.
  public static String paint(JobState state, String text, Style style) {
    return switch (state) {
      case WAITING, QUEUED, SKIPPED -> style.dim(text);
      case RUNNING -> style.cyan(text);
      case SUCCEEDED, REUSED -> style.green(text);
      case FAILED, LOST -> style.red(text);
      case STOPPED -> style.yellow(text);
    };
  }

  /// The word for a run's state.
  public static String word(RunState state, Style style) {
    String text = state.text();
    return switch (state) {
      case PENDING -> style.dim(text);
      case RUNNING -> style.cyan(text);
      case SUCCEEDED -> style.green(text);
      case FAILED -> style.red(text);
      case STOPPED, UNKNOWN -> style.yellow(text);
    };
  }
}
