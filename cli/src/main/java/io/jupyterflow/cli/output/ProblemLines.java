package io.jupyterflow.cli.output;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TerminalSanitizer;
import io.jupyterflow.cli.terminal.TextWidth;
import io.jupyterflow.core.document.ProblemRedaction;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/// Problems as people read them: where, what, the line with a caret under the place, what to do.
public final class ProblemLines {

  /// Lines longer than this are shown around the place only.
  private static final int WIDEST = 96;

  private ProblemLines() {}

  public static List<String> of(List<Problem> problems, Style style) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : ProblemRedaction.of(problems)) {
      SourceLocation where = problem.where();
      String kind = problem.isError() ? style.red("error: ") : style.yellow("warning: ");
      String place =
          where == null ? "" : style.bold(TerminalSanitizer.cell(where.toString()) + ": ");
      lines.add(place + kind + TerminalSanitizer.cell(problem.message()));
      if (where != null) {
        excerpt(where, style, lines);
      }
      lines.addAll(hint(problem.remedy(), style));
    }
    return lines;
  }

  /// What to do, below what is wrong; no lines where nothing needs doing.
  public static List<String> hint(Remedy remedy, Style style) {
    List<String> lines = new ArrayList<>();
    if (!remedy.isEmpty()) {
      String begin = "  " + style.cyan("hint: ");
      for (String line : RemedyText.of(remedy).split("\n", -1)) {
        lines.add(begin + TerminalSanitizer.cell(line));
        begin = "        ";
      }
    }
    return lines;
  }

  private static void excerpt(SourceLocation where, Style style, List<String> lines) {
    int[] points = where.text().codePoints().map(p -> p == '\t' ? ' ' : p).toArray();
    int at = Math.min(where.column() - 1, points.length);
    int length = Math.min(where.length(), Math.max(1, points.length - at));
    int from = 0;
    if (points.length > WIDEST) {
      from = Math.max(0, Math.min(at - WIDEST / 3, points.length - WIDEST));
    }
    int to = Math.min(points.length, from + WIDEST);
    String before = text(points, from, at);
    String marked = text(points, at, Math.min(to, at + length));
    String after = text(points, Math.min(to, at + length), to);
    String cutLeft = from > 0 ? "…" : "";
    lines.add("    " + cutLeft + before + marked + after + (to < points.length ? "…" : ""));
    int carets = Math.max(1, TextWidth.of(marked));
    int indent = TextWidth.of(cutLeft + before);
    lines.add("    " + " ".repeat(indent) + style.red("^".repeat(carets)));
  }

  private static String text(int[] points, int from, int to) {
    String text = to > from ? new String(points, from, to - from) : "";
    return TerminalSanitizer.cell(text);
  }
}
