package io.jupyterflow.cli.output;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TerminalSanitizer;
import io.jupyterflow.cli.terminal.TextWidth;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import java.util.ArrayList;
import java.util.List;

/// What `doctor` found, as people read it: a line for each thing, then what it comes to for the
/// user, then what the administrator applies.
public final class DoctorLines {

  private DoctorLines() {}

  public static List<String> of(DoctorReport checkup, Style style) {
    int widest = 0;
    for (Finding finding : checkup.findings()) {
      widest = Math.max(widest, TextWidth.of(finding.name()));
    }
    List<String> lines = new ArrayList<>();
    for (Finding finding : checkup.findings()) {
      lines.add(
          mark(finding, style)
              + " "
              + TextWidth.pad(finding.name(), widest)
              + "  "
              + TerminalSanitizer.cell(finding.message()));
      if (!finding.remedy().isEmpty()) {
        lines.add(
            " ".repeat(widest + 4)
                + style.cyan("→ ")
                + TerminalSanitizer.cell(RemedyText.of(finding.remedy())));
      }
    }
    lines.add("");
    String verdict = "runs on the engine " + checkup.engine();
    lines.add(
        checkup.isReady()
            ? style.green("Ready:") + " " + verdict + " work" + unseen(checkup) + "."
            : style.red("Not ready:") + " " + verdict + " would not work.");
    if (!checkup.works().isEmpty()) {
      lines.add("Works: " + String.join(", ", checkup.works()));
    }
    if (!checkup.lacks().isEmpty()) {
      lines.add("Doesn't: " + String.join(", ", checkup.lacks()));
    }
    if (!checkup.manifest().isEmpty()) {
      lines.add("");
      lines.add("# For your administrator: kubectl apply -f -");
      lines.addAll(checkup.manifest().lines().toList());
    }
    return lines;
  }

  /// What nobody here can tell is not called ready without a word.
  private static String unseen(DoctorReport checkup) {
    for (Finding finding : checkup.findings()) {
      if (finding.outcome() == Finding.Outcome.UNKNOWN) {
        return ", as far as can be seen from here (?)";
      }
    }
    return "";
  }

  private static String mark(Finding finding, Style style) {
    return switch (finding.outcome()) {
      case GOOD -> style.green("✓");
      case LACKING -> style.yellow("!");
      case BAD -> style.red("✗");
      case UNKNOWN -> style.dim("?");
    };
  }
}
