package io.jupyterflow.core.flow.brace;

import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the braces of a word that mean something, by bash's own rules: a pair with a comma or two
/// dots at its level; anything else is text. To these `{key}` is added; `{}` is always text.
public final class BraceParser {

  /// More braces than this in one word are refused: each may be searched to the end of the word.
  private static final int MOST = 1_000;

  private final QuotedText quoted;
  private final Set<String> numbers;
  private final List<Problem> problems;

  private BraceParser(QuotedText quoted, Set<String> numbers, List<Problem> problems) {
    this.quoted = quoted;
    this.numbers = numbers;
    this.problems = problems;
  }

  /// The parts of a word; one [Braces.Text] where no brace means anything.
  public static Braces parse(QuotedText quoted, int start, int end, List<Problem> problems) {
    return parse(quoted, start, end, Set.of(), problems);
  }

  /// The parts of a word in which these numbers are keys.
  public static Braces parse(
      QuotedText quoted, int start, int end, Set<String> numbers, List<Problem> problems) {
    int open = 0;
    for (int i = start; i < end; i++) {
      if (quoted.isPlain(i, '{') && ++open > MOST) {
        problems.add(
            Problem.error(
                "too-many-braces",
                quoted.places().of(start, end),
                "one word has more than " + MOST + " opening braces",
                "write fewer, or quote the word if they are text"));
        return new Braces.Text(start, end);
      }
    }
    Braces text = new Braces.Text(start, end);
    return open == 0 ? text : new BraceParser(quoted, numbers, problems).series(start, end);
  }

  private Braces series(int start, int end) {
    List<Braces> parts = new ArrayList<>();
    int text = start;
    int at = start;
    while (at < end) {
      int close = quoted.isPlain(at, '{') ? meaningfulEnd(at, end) : -1;
      if (close < 0) {
        at++;
        continue;
      }
      Braces pair = pair(at, close);
      if (!(pair instanceof Braces.Text)) {
        if (text < at) {
          parts.add(new Braces.Text(text, at));
        }
        parts.add(pair);
        text = close + 1;
      }
      at = close + 1;
    }
    if (text < end || parts.isEmpty()) {
      parts.add(new Braces.Text(text, end));
    }
    return parts.size() == 1 ? parts.getFirst() : new Braces.Series(parts);
  }

  /// The `}` of the `{` at `open`, or -1 where the brace is text.
  private int meaningfulEnd(int open, int end) {
    int atom = atomEnd(open, end);
    return atom >= 0 ? (atom == open + 1 ? -1 : atom) : close(open, end);
  }

  /// The `}` of `{}` or `{key}`, or -1 for any other brace.
  private int atomEnd(int open, int end) {
    int close = keyEnd(open, end);
    return quoted.isPlain(open + 1, '}') && open + 1 < end ? open + 1 : close;
  }

  private int keyEnd(int open, int end) {
    int close = BindingKey.end(quoted, open, end);
    return close < 0 && !numbers.isEmpty()
        ? BindingKey.numberEnd(quoted, open, end, numbers)
        : close;
  }

  private int close(int open, int end) {
    int level = 0;
    boolean separated = false;
    for (int i = open + 1; i < end; i++) {
      if (quoted.isPlain(i, '{')) {
        int atom = atomEnd(i, end);
        if (atom >= 0) {
          i = atom;
        } else {
          level++;
        }
      } else if (quoted.isPlain(i, '}')) {
        if (level > 0) {
          level--;
        } else if (separated) {
          return i;
        }
      } else if (level == 0) {
        separated = separated || quoted.isPlain(i, ',') || isRangeDots(i);
      }
    }
    return -1;
  }

  private boolean isRangeDots(int i) {
    return quoted.isPlain(i, '.') && quoted.isPlain(i + 1, '.') && !quoted.isPlain(i + 2, '}');
  }

  private Braces pair(int open, int close) {
    if (quoted.isPlain(open, '{') && keyEnd(open, close + 1) == close) {
      String name = BindingKey.canonical(quoted.text().substring(open + 1, close));
      return new Braces.Key(name, open, close + 1);
    }
    for (int i = open; i < close; i++) {
      if (quoted.isPlain(i, ',')) {
        return new Braces.Choice(options(open + 1, close));
      }
    }
    return range(open, close);
  }

  private List<Braces> options(int start, int end) {
    List<Braces> options = new ArrayList<>();
    int level = 0;
    int from = start;
    for (int i = start; i < end; i++) {
      if (quoted.isPlain(i, '{')) {
        int atom = atomEnd(i, end);
        if (atom >= 0) {
          i = atom;
        } else {
          level++;
        }
      } else if (quoted.isPlain(i, '}') && level > 0) {
        level--;
      } else if (quoted.isPlain(i, ',') && level == 0) {
        options.add(series(from, i));
        from = i + 1;
      }
    }
    options.add(series(from, end));
    return options;
  }

  private Braces range(int open, int close) {
    String inner = quoted.text().substring(open + 1, close);
    BraceRange.Parsed parsed = BraceRange.parse(inner);
    if (parsed.sequence() != null) {
      return new Braces.Range(parsed.sequence());
    }
    if (parsed.flaw() == BraceRange.Flaw.ZERO_STEP) {
      error(
          "zero-step",
          open,
          close,
          "the range {" + inner + "} has step 0 and would never end",
          "write another step: {" + ends(inner) + ".." + step(inner) + "}");
    } else if (parsed.flaw() == BraceRange.Flaw.NO_STEP) {
      error(
          "missing-step",
          open,
          close,
          "the range {" + inner + "} of decimals has no step",
          "add one: {" + inner + ".." + step(inner) + "}");
    }
    if (parsed.flaw() == BraceRange.Flaw.NO_RANGE) {
      return keyInRange(open, close);
    }
    // still a choice, so that a binding to it is not a problem of its own
    return new Braces.Choice(List.of(new Braces.Text(open, close + 1)));
  }

  /// A range without its step.
  private static String ends(String range) {
    int to = range.indexOf("..") + 2;
    int step = range.indexOf("..", to);
    return step < 0 ? range : range.substring(0, step);
  }

  /// One of the last digit that the ends of a range have.
  private static String step(String range) {
    int digits = 0;
    for (String end : ends(range).split("\\.\\.", -1)) {
      int point = end.indexOf('.');
      digits = Math.max(digits, point < 0 ? 0 : end.length() - point - 1);
    }
    return digits == 0 ? "1" : "0." + "0".repeat(digits - 1) + "1";
  }

  private Braces keyInRange(int open, int close) {
    for (int i = open + 1; i < close; i++) {
      int key = keyEnd(i, close);
      if (key >= 0) {
        error(
            "key-in-range",
            i,
            key,
            "a range counts between numbers that are written out",
            "replace " + quoted.text().substring(i, key + 1) + " by a number");
        break;
      }
    }
    return new Braces.Text(open, close + 1);
  }

  private void error(String code, int open, int close, String message, String hint) {
    problems.add(Problem.error(code, quoted.places().of(open, close + 1), message, hint));
  }
}
