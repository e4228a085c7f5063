package io.jupyterflow.core.flow;

import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.problem.Place;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// The command of one job as the user wrote it, parsed: its words, and the choices in them.
public final class JobText {

  private final Marked marked;
  private final int start;
  private final int end;
  private final List<Word> words;
  private final CommandMode mode;
  private final boolean needsShell;

  private JobText(Marked marked, int start, int end, CommandMode mode, List<Problem> problems) {
    this.marked = marked;
    this.start = start;
    this.end = end;
    this.mode = mode;
    this.words = WordSplitter.split(marked, start, end, mode != CommandMode.EXEC, problems);
    this.needsShell = mode != CommandMode.EXEC && ShellNeed.of(marked, words);
  }

  /// Reads a text that is one job: operators of flows mean nothing in it, `>>` is a shell's.
  ///
  /// @param mode whether it goes through a shell
  /// @param problems gets what is wrong with the text
  public static JobText parse(
      String text, Places places, CommandMode mode, List<Problem> problems) {
    Marked marked = Scanner.scan(text, mode != CommandMode.EXEC, places, problems);
    return of(marked, 0, text.length(), mode, problems);
  }

  /// The stretch of a scanned text that is one job.
  static JobText of(Marked marked, int start, int end, CommandMode mode, List<Problem> problems) {
    return new JobText(marked, start, end, mode, problems);
  }

  /// What its jobs are called where the user gave no name; empty for an empty text.
  public String foundName() {
    return words.isEmpty() ? "" : Names.of(this);
  }

  /// Where all of it lies.
  public Place place() {
    return marked.places().of(start, end);
  }

  Place place(Word word) {
    return marked.places().of(word.start(), word.end());
  }

  /// The text as the user wrote it.
  String source() {
    return marked.text().substring(start, end);
  }

  Marked marked() {
    return marked;
  }

  List<Word> words() {
    return words;
  }

  /// Whether something in it only a shell can do.
  boolean needsShell() {
    return needsShell;
  }

  /// The index of the first word of its command, or -1.
  int head() {
    return Head.find(marked, words);
  }

  /// Whether it is to go through a shell, needed or not.
  boolean isShell() {
    return needsShell || mode == CommandMode.SHELL;
  }

  /// A word as it stands in the text, unquoted, braces and all.
  String value(Word word) {
    return marked.unquoted(word.start(), word.end());
  }

  /// The text between the end of one word and the start of the next: a line end is a space, one
  /// behind a backslash nothing.
  String gap(int from, int to) {
    String gap = marked.text().substring(from, to);
    return gap.replace("\\\n", "").replace('\n', ' ').replace('\r', ' ');
  }
}
