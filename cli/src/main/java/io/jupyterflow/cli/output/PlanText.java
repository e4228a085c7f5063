package io.jupyterflow.cli.output;

import io.jupyterflow.cli.output.PlanTree.Branch;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TerminalSanitizer;
import io.jupyterflow.cli.terminal.TextWidth;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A plan as people read it: the tree of its jobs, and what each runs.
public final class PlanText {

  /// Of a larger sweep, the ends are shown.
  private static final int WHOLE_SWEEP = 12;

  private static final int SHOWN_AT_EACH_END = 4;

  private PlanText() {}

  public static List<String> of(Plan plan, String engine, Style style) {
    List<?> jobs = (List<?>) PlanDocument.of(plan, engine).get("jobs");
    List<String[]> rows = new ArrayList<>();
    for (Branch branch : PlanTree.of(plan).branches()) {
      branch(plan, branch, jobs == null ? List.of() : jobs, rows);
    }
    for (String[] row : rows) {
      row[1] = TerminalSanitizer.cell(row[1]);
      row[2] = TerminalSanitizer.cell(row[2]);
    }
    int width = 0;
    for (String[] row : rows) {
      width = Math.max(width, TextWidth.of(row[0]) + TextWidth.of(row[1]));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        style.bold(TerminalSanitizer.cell(plan.name()))
            + "  "
            + JobCounts.of(plan.jobs().size(), "job")
            + "  "
            + engine);
    for (String[] row : rows) {
      String name = TextWidth.pad(row[1], width - TextWidth.of(row[0]));
      lines.add((style.dim(row[0]) + name + "  " + row[2]).stripTrailing());
    }
    return lines;
  }

  private static void branch(Plan plan, Branch branch, List<?> documents, List<String[]> rows) {
    String after =
        branch.after().isEmpty() ? "" : "  (after " + JobCounts.listed(branch.after(), 6) + ")";
    int size = branch.jobs().size();
    if (size == 1) {
      int job = branch.jobs().getFirst();
      rows.add(
          new String[] {
            branch.lead(), plan.jobs().get(job).name(), command(documents, job) + after
          });
      return;
    }
    rows.add(
        new String[] {
          branch.lead(), branch.origin() + " ×" + JobCounts.grouped(size), after.strip()
        });
    for (int i = 0; i < size; i++) {
      boolean hidden = size > WHOLE_SWEEP && i >= SHOWN_AT_EACH_END && i < size - SHOWN_AT_EACH_END;
      if (hidden && i > SHOWN_AT_EACH_END) {
        continue;
      }
      int job = branch.jobs().get(i);
      rows.add(
          hidden
              ? new String[] {
                branch.below(), "… " + JobCounts.grouped(size - 2 * SHOWN_AT_EACH_END) + " more", ""
              }
              : new String[] {
                branch.below(), plan.jobs().get(job).name(), command(documents, job)
              });
    }
  }

  private static String command(List<?> documents, int job) {
    return documents.get(job) instanceof Map<?, ?> fields ? CommandText.of(fields) : "";
  }
}
