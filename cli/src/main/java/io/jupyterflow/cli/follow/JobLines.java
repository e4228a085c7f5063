package io.jupyterflow.cli.follow;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TerminalSanitizer;
import io.jupyterflow.cli.terminal.TextWidth;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;

/// Lines of output with the name of their job before them: `train-1 | loss=0.3`.
final class JobLines {

  private static final int WIDEST_NAME = 24;

  private final Plan plan;
  private final Style style;
  private final int width;

  JobLines(Plan plan, Style style) {
    this.plan = plan;
    this.style = style;
    int widest = 0;
    for (Job job : plan.jobs()) {
      widest = Math.max(widest, TextWidth.of(job.name()));
    }
    this.width = Math.min(widest, WIDEST_NAME);
  }

  /// One line of a job.
  ///
  /// @param job its position in the plan
  public String line(int job, String text) {
    String name = TextWidth.pad(TerminalSanitizer.cell(plan.jobs().get(job).name()), width);
    return style.hue(job, name + " |") + " " + text;
  }
}
