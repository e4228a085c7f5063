package io.jupyterflow.core.flow.brace;

import io.jupyterflow.core.flow.text.Operators;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// Finds braces that are written so that they mean nothing, or that IPython took away: white space,
/// quotes or what is not a comma in them. What is found is marked as text, so that it is one
/// problem and no more.
public final class BraceMistakes {

  static final String SPACE = "space-in-braces";
  static final String QUOTES = "quotes-in-braces";
  static final String SEPARATOR = "separator-in-braces";
  static final String IPYTHON = "ipython-braces";

  /// How far back a key is sought: any bound keeps the search linear.
  private static final int LONGEST_KEY = 200;

  /// An opening brace and what was seen after it.
  private static final class Open {
    final int at;
    boolean space;
    boolean line;
    boolean quote;
    boolean separator;
    boolean comma;

    /// Whether a quoted word has a colon after it, as in JSON.
    boolean json;

    /// What is where a comma should, or 0.
    char wrong;

    boolean reported;

    Open(int at) {
      this.at = at;
    }
  }

  private final QuotedText quoted;
  private final QuoteRole[] roles;
  private final List<Problem> problems;
  private final List<Open> open = new ArrayList<>();
  private int textStart = -1;
  private int textEnd;

  private BraceMistakes(QuotedText quoted, QuoteRole[] roles, List<Problem> problems) {
    this.quoted = quoted;
    this.roles = roles;
    this.problems = problems;
  }

  /// Reports the mistakes in a text.
  ///
  /// @return the text, with the braces of each mistake quoted
  public static QuotedText quoted(QuotedText scanned, List<Problem> problems) {
    QuoteRole[] roles = scanned.roles();
    QuotedText quoted = new QuotedText(scanned.text(), roles, scanned.places());
    BraceMistakes mistakes = new BraceMistakes(quoted, roles, problems);
    for (int i = 0; i < roles.length; i++) {
      i = mistakes.step(i);
    }
    return quoted;
  }

  /// The mistakes among some problems: what they were meant to be can't be known.
  public static boolean areIn(List<Problem> problems) {
    for (Problem problem : problems) {
      String code = problem.code();
      if (code.equals(SPACE)
          || code.equals(QUOTES)
          || code.equals(SEPARATOR)
          || code.equals(IPYTHON)) {
        return true;
      }
    }
    return false;
  }

  private int step(int i) {
    char c = quoted.text().charAt(i);
    if (roles[i] == QuoteRole.ARROW) {
      open.clear();
    }
    if (roles[i] != QuoteRole.PLAIN) {
      if (!open.isEmpty()) {
        Open last = open.getLast();
        last.space |= quoted.isBoundary(i);
        last.line |= roles[i] == QuoteRole.LINE;
        boolean quote = roles[i] == QuoteRole.SYNTAX && (c == '"' || c == '\'');
        last.quote |= quote;
        last.json |= quote && quoted.isPlain(i + 1, ':');
      }
      return i;
    }
    switch (c) {
      case '{' -> open.add(new Open(i));
      case '}' -> close(i);
      case ',' -> {
        separator();
        comma();
      }
      case '.' -> {
        if (quoted.isPlain(i + 1, '.')) {
          separator();
        }
      }
      case '(' -> {
        open.clear();
        return Math.max(i, tuple(i));
      }
      case ';', '|', '&', '，', '、', '､' -> {
        if (!open.isEmpty()) {
          open.getLast().wrong = c;
        }
      }
      case ')' -> open.clear();
      case '>' -> {
        if (quoted.isBoundary(i - 1) && Operators.isArrow(quoted, i, false)) {
          open.clear();
        }
      }
      default -> {}
    }
    return i;
  }

  private void separator() {
    if (!open.isEmpty()) {
      open.getLast().separator = true;
    }
  }

  private void comma() {
    if (!open.isEmpty()) {
      open.getLast().comma = true;
    }
  }

  private void close(int end) {
    if (open.isEmpty()) {
      return;
    }
    Open start = open.removeLast();
    if (start.line && quoted.isBoundary(start.at - 1) && quoted.isBoundary(start.at + 1)) {
      return; // a group of commands or the body of a function
    }
    if (start.wrong != 0) {
      if (quoted.isPlain(start.at - 1, '=') || !start.space) {
        reportSeparator(start, end);
        asText(start.at, end);
      }
      return; // else it is a shell's: { a; b; }
    }
    boolean alone = quoted.isBoundary(start.at - 1) && quoted.isBoundary(start.at + 1);
    if (start.reported) {
      asText(start.at, end);
    } else if (start.space ? !alone || start.separator : isLost(start)) {
      report(start, end);
      asText(start.at, end);
    } else {
      return;
    }
    if (!open.isEmpty()) {
      open.getLast().reported = true;
    }
  }

  /// Whether quotes are in braces that are text without them, or JSON that would be choices.
  private static boolean isLost(Open start) {
    return start.quote && (!start.comma || start.json);
  }

  private void report(Open start, int end) {
    String hint = "quote the whole word if the braces are text";
    if (start.space) {
      String choices = BraceProposal.braces(quoted, start.at + 1, end, ",");
      String sweep = choices.isEmpty() ? "it without white space" : choices;
      error(
          SPACE,
          start,
          end,
          "white space inside braces ends the word, so this is no sweep",
          "write " + sweep + " for a sweep, or " + hint);
    } else if (start.json) {
      error(
          QUOTES,
          start,
          end,
          "this looks like JSON, but a shell takes the quotes away and makes choices of it",
          "put the whole word in single quotes");
    } else {
      error(
          QUOTES,
          start,
          end,
          "one value in braces is no sweep, and a shell takes its quotes away",
          "write more values behind a comma for a sweep, or " + hint);
    }
  }

  private void reportSeparator(Open start, int end) {
    String choices = BraceProposal.braces(quoted, start.at + 1, end, ",;|&，、､");
    error(
        SEPARATOR,
        start,
        end,
        start.wrong + " separates no choices inside braces, so this is no sweep",
        "write "
            + (choices.isEmpty() ? "commas" : choices)
            + " for a sweep, or quote the whole word if the braces are text");
  }

  private void error(String code, Open start, int end, String message, String hint) {
    problems.add(Problem.error(code, quoted.places().of(start.at, end + 1), message, hint));
  }

  /// The end of the Python tuple at `open`, or -1: IPython evaluates braces behind `!`, so that
  /// `epoch={10,20}` arrives as `epoch=(10, 20)`.
  private int tuple(int start) {
    int word = start;
    while (word > 0 && roles[word - 1] == QuoteRole.PLAIN && start - word < LONGEST_KEY) {
      word--;
    }
    boolean keyed =
        quoted.isPlain(start - 1, '=')
            && BindingKey.is(dashesGone(quoted.text().substring(word, start - 1)));
    if (!keyed && !(word == start && followsOption(start))) {
      return -1;
    }
    boolean comma = false;
    for (int i = start + 1; i < roles.length && i < start + 1_000; i++) {
      char c = quoted.text().charAt(i);
      if (c == ')') {
        return comma ? ipython(word, start, i) : -1;
      }
      comma |= c == ',' && quoted.isBoundary(i + 1);
      if (roles[i] == QuoteRole.ACTIVE || "(|&;<>\n".indexOf(c) >= 0) {
        break;
      }
    }
    return -1;
  }

  private int ipython(int word, int start, int end) {
    String key = quoted.text().substring(word, start);
    String values = BraceProposal.braces(quoted, start + 1, end, ",");
    problems.add(
        Problem.error(
            IPYTHON,
            quoted.places().of(word, end + 1),
            "IPython rewrites braces behind !: this was " + key + values,
            "use the %jupyterflow magic in a cell, which leaves braces alone"));
    asText(start, end);
    return end;
  }

  private static String dashesGone(String option) {
    return option.startsWith("--") ? option.substring(2) : option;
  }

  /// Whether the word before `start` is `--key`.
  private boolean followsOption(int start) {
    int end = start;
    while (end > 0 && roles[end - 1] == QuoteRole.SPACE && start - end < LONGEST_KEY) {
      end--;
    }
    int from = end;
    while (from > 0 && roles[from - 1] == QuoteRole.PLAIN && start - from < LONGEST_KEY) {
      from--;
    }
    return quoted.isPlain(from, '-')
        && quoted.isPlain(from + 1, '-')
        && BindingKey.is(quoted.text().substring(Math.min(from + 2, end), end));
  }

  /// Marks a stretch as text; the part of it that already is, is passed over.
  private void asText(int start, int end) {
    boolean within = textStart >= start && textEnd <= end;
    quote(start, within ? textStart : end + 1);
    quote(within ? textEnd : end + 1, end + 1);
    textStart = start;
    textEnd = end + 1;
  }

  private void quote(int from, int to) {
    for (int i = from; i < to; i++) {
      if (roles[i] != QuoteRole.SYNTAX) {
        roles[i] = QuoteRole.QUOTED;
      }
    }
  }
}
