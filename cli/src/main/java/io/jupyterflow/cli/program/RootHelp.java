package io.jupyterflow.cli.program;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;

/// `jupyterflow --help`: what it is, by example.
final class RootHelp {

  private RootHelp() {}

  static List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    lines.add("JupyterFlow runs scripts and notebooks in order, in parallel where they can.");
    lines.add("");
    lines.add(style.bold("Usage:") + " jupyterflow COMMAND [WORDS] [FLAGS]");
    lines.add("");
    lines.add(style.bold("Start here:"));
    lines.add(
        "  jupyterflow run -c \"prep.py >> train.py >> report.ipynb\"      one after the other");
    lines.add("  jupyterflow run -c \"train.py lr={0.1,0.01} epochs={10,20}\"    a sweep of four");
    lines.add("  jupyterflow run -c \"prep.py >> [a.py, b.py] >> merge.py\"      a and b at once");
    lines.add("  jupyterflow run                                               ./workflow.yaml");
    lines.add("");
    lines.add(style.bold("Commands:"));
    for (Commands.Entry entry : Commands.ALL) {
      lines.add("  " + TextWidth.pad(entry.name(), 12) + entry.summary());
    }
    lines.add("");
    lines.add("A run is named by its id, the beginning of it, or @last; a job by ID/JOB.");
    lines.add("Help with examples for each command: jupyterflow COMMAND --help");
    return lines;
  }
}
