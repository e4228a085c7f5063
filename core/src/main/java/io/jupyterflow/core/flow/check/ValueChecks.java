package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.brace.BindingKey;
import io.jupyterflow.core.flow.brace.BraceProposal;
import io.jupyterflow.core.flow.brace.Braces;
import io.jupyterflow.core.flow.sweep.Columns;
import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ScriptWord;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds values that look like a sweep and are none, or are another one: `key = value`, lists in
/// brackets, braces that are text, and lists among the choices of a sweep. Warnings, because all of
/// them can be meant; whatever is quoted is left alone.
final class ValueChecks {

  /// What is behind a `{` that has one number in it, or a range without an end.
  private static final Pattern ONE = Pattern.compile("[-+0-9.eE]+}");

  private static final String QUOTE_IT = "; if it is text, quote it: '";

  private final JobText job;
  private final List<Word> words;
  private final QuotedText quoted;
  private final List<Problem> problems;

  private ValueChecks(JobText job, List<Word> words, List<Problem> problems) {
    this.job = job;
    this.words = words;
    this.quoted = job.quoted();
    this.problems = problems;
  }

  static void check(FlowCommand command, List<Problem> problems) {
    ValueChecks checks = new ValueChecks(command.text(), command.words(), problems);
    int script = ScriptWord.first(command.text(), command.head());
    if (script >= 0) {
      checks.equals(script);
      checks.lists(script);
      checks.braces(script);
    }
    if (!checks.listsInBraces()) {
      checks.sameChoices();
    }
  }

  /// `epoch = {10,20}` is three words to every shell, and to the script.
  private void equals(int script) {
    for (int i = script + 2; i + 1 < words.size(); i++) {
      if (isWritten(i)
          && value(i).equals("=")
          && isWritten(i - 1)
          && BindingKey.is(Columns.key(value(i - 1)))
          && !words.get(i + 1).isOperator()) {
        warn(
            "spaced-equals",
            i,
            "white space around = makes three words of one",
            "write it without: " + value(i - 1) + "=…");
        return;
      }
    }
  }

  /// `lr=[0.1,0.2]` and `--lr [0.1,0.2]`: to most scripts that is not a number, yet some read
  /// lists.
  private void lists(int script) {
    for (int i = script + 1; i < words.size(); i++) {
      String word = isWritten(i) ? value(i) : "";
      int bracket = word.indexOf('[');
      if (!isKeyed(script, i, bracket) || word.indexOf(',') < bracket) {
        continue;
      }
      int start = words.get(i).start();
      int end = listEnd(start + bracket);
      String sweep = end < 0 ? "" : BraceProposal.braces(quoted, start + bracket + 1, end - 1, ",");
      String list = end < 0 ? word : quoted.text().substring(start, end);
      warn(
          "list-as-argument",
          i,
          value(script) + " gets " + word + " as it stands: brackets are no sweep",
          "write "
              + (sweep.isEmpty() ? "braces for the brackets" : word.substring(0, bracket) + sweep)
              + " to run it once for each; if it is a list, quote it: '"
              + list
              + "'");
      return;
    }
  }

  /// Behind the `]` of the `[` there, in this word or a later one; or -1.
  private int listEnd(int open) {
    int level = 0;
    for (int i = open; i < words.getLast().end(); i++) {
      level += quoted.isPlain(i, '[') ? 1 : quoted.isPlain(i, ']') ? -1 : 0;
      if (level == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /// `lr={0.1,0.2`, `lr={0.1}` and `lr={1..}`: text to every shell, and so to the script.
  private void braces(int script) {
    for (int i = script + 1; i < words.size(); i++) {
      String word = isWritten(i) ? value(i) : "";
      int brace = word.indexOf('{');
      if (!isKeyed(script, i, brace)) {
        continue;
      }
      String inner = word.substring(brace + 1);
      boolean closed = inner.endsWith("}");
      boolean choices = inner.indexOf(',') > 0 || inner.indexOf("..") > 0;
      if (closed ? !ONE.matcher(inner).matches() : !choices || inner.indexOf('}') >= 0) {
        continue;
      }
      warn(
          "braces-as-argument",
          i,
          value(script)
              + " gets "
              + word
              + " as it stands: "
              + (closed ? "one value in braces is no sweep" : "the { is never closed"),
          "write "
              + word.substring(0, brace)
              + completed(i, brace, closed ? inner.substring(0, inner.length() - 1) : inner)
              + " to run it once for each"
              + QUOTE_IT
              + word
              + "'");
      return;
    }
  }

  /// What was begun, with what is missing: the brace, or an ellipsis for the values that are.
  private String completed(int word, int brace, String inner) {
    if (inner.endsWith("..")) {
      return "{" + inner + "…}";
    }
    if (inner.indexOf(',') < 0 && inner.indexOf("..") < 0) {
      return "{" + inner + ",…}";
    }
    int last = word;
    while (value(last).endsWith(",") && last + 1 < words.size() && isWritten(last + 1)) {
      last++;
    }
    int from = words.get(word).start() + brace + 1;
    return inner.endsWith(",") && last == word
        ? "{" + inner + "…}"
        : BraceProposal.braces(quoted, from, words.get(last).end(), ",");
  }

  /// `layers={[64,64],[128,128]}`: braces know no brackets, so these are four pieces of lists.
  private boolean listsInBraces() {
    for (int i = 0; i < words.size(); i++) {
      int open = words.get(i).isSweep() ? tornList(words.get(i)) : -1;
      if (open < 0) {
        continue;
      }
      int close = braceEnd(open, words.get(i).end());
      List<String> lists = BraceProposal.values(quoted, open + 1, close, ",");
      String before = quoted.text().substring(words.get(i).start(), open);
      String behind = quoted.text().substring(close + 1, words.get(i).end());
      warn(
          "list-in-braces",
          i,
          "commas separate choices also within brackets, so each of these is a piece of a list",
          lists.size() == 1
              ? "leave the braces out for one list: " + before + lists.getFirst() + behind
              : "quote each list: " + before + "{" + String.join(",", lists) + "}" + behind);
      return true;
    }
    return false;
  }

  /// `seed={1,1}`: two variants that only their names tell apart.
  private void sameChoices() {
    for (int i = 0; i < words.size(); i++) {
      String twice = words.get(i).isSweep() ? twice(words.get(i).braces()) : null;
      if (twice != null) {
        warn(
            "same-choice",
            i,
            (twice.isEmpty() ? "an empty choice" : twice)
                + " stands twice in the braces: only the jobs' names tell these variants apart",
            "write each choice once; to repeat a job, also sweep something like seed={1..3}");
        return;
      }
    }
  }

  /// The first choice that its brace has twice, or null.
  private @Nullable String twice(Braces braces) {
    if (braces instanceof Braces.Series series) {
      for (Braces part : series.parts()) {
        String twice = twice(part);
        if (twice != null) {
          return twice;
        }
      }
    } else if (braces instanceof Braces.Choice choice) {
      Set<String> seen = new HashSet<>();
      for (Braces option : choice.options()) {
        if (option instanceof Braces.Text text) {
          String value = quoted.unquoted(text.start(), text.end());
          if (!seen.add(value)) {
            return value;
          }
        } else {
          String twice = twice(option);
          if (twice != null) {
            return twice;
          }
        }
      }
    }
    return null;
  }

  /// The brace that has a choice with a `[` and not its `]`, or -1.
  private int tornList(Word word) {
    List<int[]> levels = new ArrayList<>(); // each an opening brace, and how many brackets are open
    for (int i = word.start(); i < word.end(); i++) {
      int[] level = levels.isEmpty() ? new int[2] : levels.getLast();
      if (quoted.isPlain(i, '{')) {
        levels.add(new int[] {i, 0});
      } else if (quoted.isPlain(i, '}') && !levels.isEmpty()) {
        levels.removeLast();
      } else if (quoted.isPlain(i, '[')) {
        level[1]++;
      } else if (quoted.isPlain(i, ']')) {
        level[1]--;
      } else if (quoted.isPlain(i, ',') && !levels.isEmpty() && level[1] > 0) {
        return braceEnd(level[0], word.end()) > level[0] ? level[0] : -1;
      }
    }
    return -1;
  }

  private int braceEnd(int open, int end) {
    int level = 0;
    for (int i = open; i < end; i++) {
      level += quoted.isPlain(i, '{') ? 1 : quoted.isPlain(i, '}') ? -1 : 0;
      if (level == 0) {
        return i;
      }
    }
    return open;
  }

  /// Whether what begins at `at` in a word is the value of `key=` or `--key=` in it, or of the
  /// option before it.
  private boolean isKeyed(int script, int index, int at) {
    return at == 0
        ? index > script + 1 && isWritten(index - 1) && value(index - 1).startsWith("-")
        : at > 1 && isKey(value(index).substring(0, at));
  }

  /// `key=`, `--key=` or `+key=`.
  private static boolean isKey(String text) {
    return text.endsWith("=") && BindingKey.is(Columns.key(text.substring(0, text.length() - 1)));
  }

  private boolean isWritten(int index) {
    return job.isWritten(index) && !words.get(index).varies();
  }

  private String value(int index) {
    return job.value(words.get(index));
  }

  private void warn(String code, int word, String message, String hint) {
    problems.add(Problem.warning(code, job.place(words.get(word)), message, hint));
  }
}
