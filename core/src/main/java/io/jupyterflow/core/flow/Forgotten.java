package io.jupyterflow.core.flow;

import io.jupyterflow.core.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;

/// Finds words that are arguments of a script only because of a slip: a script, since what
/// separates jobs was forgotten (`[a.py b.py]`), `key = value`, and lists in
/// brackets or braces that are text where a sweep may be meant.
///
/// A warning, since scripts do take scripts as arguments. It is given where that is less likely
/// than a slip: in brackets, right behind a script or its `key=value`
/// words, and for a file that is there. `train.py data.py` and `[train.py --model net.py, b.py]`
/// are left alone, and so is whatever is quoted.
final class Forgotten {

  /// What stands behind a `{` that has one number in it, or a range without an end.
  private static final Pattern ONE = Pattern.compile("[-+0-9.eE]+}");

  private final JobText job;
  private final SourceFacts facts;

  private Forgotten(JobText job, SourceFacts facts) {
    this.job = job;
    this.facts = facts;
  }

  /// @param inGroup whether the job stands in brackets
  static void check(JobText job, boolean inGroup, SourceFacts facts, List<Problem> problems) {
    new Forgotten(job, facts).check(inGroup, problems);
  }

  private void check(boolean inGroup, List<Problem> problems) {
    int first = script(job.head());
    if (first >= 0) {
      equals(first, problems);
      lists(first, problems);
      braces(first, problems);
    }
    int next = first + 1;
    while (first >= 0 && next < job.words().size() && isParameter(next)) {
      next++;
    }
    int second = first < 0 ? -1 : script(next);
    boolean comma = second >= 0 && !inGroup && next > first + 1 && endsInComma(next - 1);
    if (second < 0 || !facts.isFile(value(second)) || !(inGroup || comma)) {
      return;
    }
    problems.add(
        Problem.warning(
            "script-as-argument",
            job.place(job.words().get(second)),
            value(second) + " is an argument of " + value(first) + " here, not a job",
            "write "
                + (inGroup ? "a comma before " : ">> before ")
                + value(next)
                + " to make it one"
                + (comma ? ", or both in brackets: [ … , " + value(next) + "]" : "")
                + "; if it is an argument, quote it: '"
                + value(second)
                + "'"));
  }

  /// The index of the script that a command runs which begins at this word, or -1.
  private int script(int word) {
    if (!isWritten(word)) {
      return -1;
    }
    if (Scripts.isScript(value(word))) {
      return word;
    }
    boolean runs = isWritten(word + 1) && Scripts.isScript(value(word + 1));
    return runs && Scripts.isInterpreter(Names.file(value(word))) ? word + 1 : -1;
  }

  /// Whether the user wrote this word plainly: not quoted, the same in all variants.
  private boolean isWritten(int index) {
    if (index < 0 || index >= job.words().size()) {
      return false;
    }
    Word word = job.words().get(index);
    for (int i = word.start(); i < word.end(); i++) {
      if (job.marked().mark(i) != Mark.PLAIN) {
        return false;
      }
    }
    return !word.isOperator() && !word.varies();
  }

  /// `epoch = {10,20}` is three words to every shell, and to the script.
  private void equals(int script, List<Problem> problems) {
    for (int i = script + 2; i + 1 < job.words().size(); i++) {
      Word value = job.words().get(i + 1);
      if (isWritten(i)
          && value(i).equals("=")
          && isWritten(i - 1)
          && BindingKey.is(value(i - 1).replaceFirst("^--", ""))
          && !value.isOperator()) {
        problems.add(
            Problem.warning(
                "spaced-equals",
                job.place(job.words().get(i)),
                "white space around = makes three words of one",
                "write it without: " + value(i - 1) + "=…"));
        return;
      }
    }
  }

  /// `lr=[0.1,0.2]` and `--lr [0.1,0.2]`: to most scripts that is no number, yet some read lists.
  private void lists(int script, List<Problem> problems) {
    for (int i = script + 1; i < job.words().size(); i++) {
      String word = isWritten(i) ? value(i) : "";
      int bracket = word.indexOf('[');
      boolean keyed = isKeyed(script, i, bracket);
      int comma = word.indexOf(',');
      if (!keyed || comma < bracket) {
        continue;
      }
      boolean closed = word.endsWith("]") && word.indexOf(']') == word.length() - 1;
      problems.add(
          Problem.warning(
              "list-as-argument",
              job.place(job.words().get(i)),
              value(script) + " gets " + word + " as it stands: brackets are no sweep",
              "write "
                  + (closed
                      ? word.replace('[', '{').replace(']', '}')
                      : word.substring(0, bracket) + "{1,2}")
                  + " to run it once for each; if it is a list, quote it: '"
                  + (closed ? word : word.substring(0, bracket) + "[1, 2]")
                  + "'"));
      return;
    }
  }

  /// `lr={0.1,0.2`, `lr={0.1}` and `lr={1..}`: text to every shell, and so to the script.
  private void braces(int script, List<Problem> problems) {
    for (int i = script + 1; i < job.words().size(); i++) {
      String word = isWritten(i) ? value(i) : "";
      int brace = word.indexOf('{');
      if (!isKeyed(script, i, brace)) {
        continue;
      }
      String inner = word.substring(brace + 1);
      boolean closed = inner.endsWith("}");
      boolean choices = inner.indexOf(',') > 0 || inner.indexOf("..") > 0;
      boolean meant = closed ? ONE.matcher(inner).matches() : choices && inner.indexOf('}') < 0;
      if (!meant) {
        continue;
      }
      String key = word.substring(0, brace);
      boolean isOpen = !closed && !inner.endsWith(",") && !inner.endsWith(".");
      problems.add(
          Problem.warning(
              "braces-as-argument",
              job.place(job.words().get(i)),
              value(script)
                  + " gets "
                  + word
                  + " as it stands: "
                  + (closed ? "one value in braces is no sweep" : "the { is never closed"),
              "write "
                  + (isOpen ? word + "}" : key + "{1,2}")
                  + " to run it once for each; if it is text, quote it: '"
                  + word
                  + "'"));
      return;
    }
  }

  /// Whether what begins at `at` in a word is the value of `key=` or `--key=` in it, or of the
  /// option before it.
  private boolean isKeyed(int script, int index, int at) {
    return at == 0
        ? index > script + 1 && isWritten(index - 1) && value(index - 1).startsWith("--")
        : at > 1 && isKey(value(index).substring(0, at));
  }

  /// `key=` or `--key=`.
  private static boolean isKey(String text) {
    int from = text.startsWith("--") ? 2 : 0;
    return text.endsWith("=")
        && text.length() > from + 1
        && BindingKey.is(text.substring(from, text.length() - 1));
  }

  private boolean endsInComma(int index) {
    return job.marked().isPlain(job.words().get(index).end() - 1, ',');
  }

  private boolean isParameter(int index) {
    return !job.words().get(index).isOperator() && value(index).indexOf('=') > 0;
  }

  private String value(int index) {
    return job.value(job.words().get(index));
  }
}
