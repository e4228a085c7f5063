package io.jupyterflow.core.flow;

import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.problem.Place;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// The command of one job as the user wrote it, parsed: its words, and the choices in them.
public final class JobText {

  private final Marked marked;
  private final int start;
  private final int end;
  private final List<Word> words;

  private JobText(Marked marked, int start, int end, List<Word> words) {
    this.marked = marked;
    this.start = start;
    this.end = end;
    this.words = words;
  }

  /// Reads a text that is one job: operators of flows mean nothing in it, `>>` is a shell's.
  ///
  /// @param mode whether it goes through a shell
  /// @param problems gets what is wrong with the text
  public static JobText parse(
      String text, Places places, CommandMode mode, List<Problem> problems) {
    Marked marked = Scanner.scan(text, mode != CommandMode.EXEC, places, problems);
    return of(marked, 0, text.length(), problems);
  }

  /// The stretch of a scanned text that is one job.
  static JobText of(Marked marked, int start, int end, List<Problem> problems) {
    List<Word> words = new ArrayList<>();
    for (int at = marked.skipSpace(start, end); at < end; at = marked.skipSpace(at, end)) {
      int from = at;
      while (at < end && !marked.isSpace(at)) {
        at++;
      }
      words.add(
          new Word(
              from,
              at,
              false,
              List.of(
                  new Word.Form(marked.unquoted(from, at), marked.text().substring(from, at)))));
    }
    return new JobText(marked, start, end, words);
  }

  /// What its jobs are called where the user gave no name; empty for an empty text.
  public String foundName() {
    return words.isEmpty() ? "" : Names.of(words);
  }

  /// Where all of it lies.
  public Place place() {
    return marked.places().of(start, end);
  }

  List<Word> words() {
    return words;
  }
}
