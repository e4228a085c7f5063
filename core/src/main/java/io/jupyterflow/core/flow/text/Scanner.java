package io.jupyterflow.core.flow.text;

import io.jupyterflow.core.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the part each character of a text plays in quoting, as a POSIX shell sees it.
public final class Scanner {

  /// Of a name that is looked at; any bound keeps the scan linear.
  private static final int LONGEST = 200;

  private final char[] chars;
  private final QuoteRole[] roles;
  private final boolean substitutions;
  private final SourceMap places;
  private final List<Problem> problems;
  private @Nullable HereDocuments hereDocuments;
  private int at;

  private Scanner(String text, boolean substitutions, SourceMap places, List<Problem> problems) {
    this.chars = text.toCharArray();
    this.roles = new QuoteRole[chars.length];
    this.substitutions = substitutions;
    this.places = places;
    this.problems = problems;
    Arrays.fill(roles, QuoteRole.PLAIN);
  }

  /// Marks a text.
  ///
  /// @param substitutions whether `$`, backticks and comments mean something, as they do unless
  ///   shells are ruled out
  /// @param problems gets what is wrong with the quoting
  public static QuotedText scan(
      String text, boolean substitutions, SourceMap places, List<Problem> problems) {
    return new Scanner(text, substitutions, places, problems).quoted();
  }

  /// Marks a text that a shell may get whole: a line's end ends a command in it, and it may hold
  /// here-documents.
  public static QuotedText scanScript(String text, SourceMap places, List<Problem> problems) {
    Scanner scanner = new Scanner(text, true, places, problems);
    scanner.hereDocuments = new HereDocuments(scanner.chars, scanner.roles, places, problems);
    return scanner.quoted();
  }

  private QuotedText quoted() {
    while (at < chars.length) {
      step();
    }
    if (hereDocuments != null) {
      hereDocuments.end();
    }
    return new QuotedText(new String(chars), roles, places);
  }

  private void step() {
    switch (chars[at]) {
      case ' ', '\t', '\r' -> roles[at++] = QuoteRole.SPACE;
      case '\n' -> lineEnd();
      case '#' -> comment();
      case '<' -> {
        if (hereDocuments != null) {
          hereDocuments.open(at);
        }
        at++;
      }
      case '\'' -> singleQuotes();
      case '"' -> doubleQuotes();
      case '\\' -> backslash();
      case '$' -> dollar();
      case '`' -> backticks();
      default -> {
        if (chars[at] < 0x80 || !lookAlike()) {
          at++;
        }
      }
    }
  }

  private void lineEnd() {
    if (hereDocuments == null) {
      roles[at++] = QuoteRole.SPACE;
    } else {
      roles[at++] = QuoteRole.LINE;
      at = hereDocuments.skip(at);
    }
  }

  /// At a `#`: where a word could start, all of the line is a comment.
  private void comment() {
    if (!substitutions || !startsWord()) {
      at++;
      return;
    }
    while (at < chars.length && chars[at] != '\n') {
      roles[at++] = QuoteRole.ASIDE;
    }
  }

  private boolean startsWord() {
    return isEdge(at - 1)
        || (roles[at - 1] == QuoteRole.PLAIN && "|&;<>()".indexOf(chars[at - 1]) >= 0);
  }

  /// Reports a run of one look-alike character and puts the ASCII one in its place, so that the
  /// rest of the flow is read as it was meant.
  private boolean lookAlike() {
    char c = chars[at];
    if (!LookAlikes.isArrow(c) && LookAlikes.ascii(c, startsValue()) == 0) {
      return false; // before its run is looked at, which may be all of the text
    }
    int end = at + 1;
    while (end < chars.length && chars[end] == c) {
      end++;
    }
    if (LookAlikes.isArrow(c) && ordersJobs(end)) {
      report(end, ">>", isEdge(at - 1) && isEdge(end) ? "" : ", with white space around it");
      Arrays.fill(roles, at, end, QuoteRole.ARROW);
      at = end;
      return true;
    }
    char ascii = LookAlikes.ascii(c, startsValue());
    if (ascii == 0) {
      return false;
    }
    report(end, ascii == ' ' ? "a plain space" : Character.toString(ascii).repeat(end - at), "");
    Arrays.fill(chars, at, end, ascii);
    if (ascii == '"' || ascii == '\'') {
      lookAlikeQuotes(ascii);
    }
    return true;
  }

  /// From one curly quote to the next, or to the ASCII one.
  private void lookAlikeQuotes(char ascii) {
    int open = at;
    roles[at++] = QuoteRole.SYNTAX;
    while (at < chars.length && chars[at] != ascii && LookAlikes.ascii(chars[at], true) != ascii) {
      roles[at++] = QuoteRole.QUOTED;
    }
    if (at < chars.length) {
      roles[at++] = QuoteRole.SYNTAX;
    } else {
      Arrays.fill(roles, open, at, QuoteRole.PLAIN); // one problem is enough
    }
  }

  private boolean ordersJobs(int end) {
    return isEdge(at - 1)
        ? LookAlikes.ordersJobs("", behind(end))
        : roles[at - 1] == QuoteRole.PLAIN && LookAlikes.ordersJobs(before(), "");
  }

  /// The word so far: quotes end it, a longer one is no name.
  private String before() {
    int from = at;
    while (!isEdge(from - 1) && roles[from - 1] == QuoteRole.PLAIN && at - from < LONGEST) {
      from--;
    }
    return new String(chars, from, at - from);
  }

  private String behind(int start) {
    int end = start;
    while (!isEdge(end) && end - start < LONGEST) {
      end++;
    }
    return new String(chars, start, end - start);
  }

  private void report(int end, String ascii, String how) {
    String written = new String(chars, at, Math.min(end - at, 10));
    problems.add(
        Problem.error(
            "look-alike",
            places.of(at, end),
            LookAlikes.shown(written) + " only looks like " + ascii,
            "write " + ascii + " in its place" + how + ", or quote it if it is text"));
  }

  private boolean isEdge(int i) {
    return i < 0
        || i >= chars.length
        || roles[i] == QuoteRole.SPACE
        || roles[i] == QuoteRole.LINE
        || (chars[i] <= ' ' && roles[i] == QuoteRole.PLAIN);
  }

  private boolean startsValue() {
    return isEdge(at - 1) || "={,(".indexOf(chars[at - 1]) >= 0;
  }

  private void singleQuotes() {
    int open = at;
    roles[at++] = QuoteRole.SYNTAX;
    while (at < chars.length && chars[at] != '\'') {
      roles[at++] = QuoteRole.QUOTED;
    }
    closeQuote(open, '\'');
  }

  private void doubleQuotes() {
    int open = at;
    roles[at++] = QuoteRole.SYNTAX;
    while (at < chars.length && chars[at] != '"') {
      if (chars[at] == '\\' && at + 1 < chars.length && escapesInQuotes(chars[at + 1])) {
        roles[at] = QuoteRole.SYNTAX;
        roles[at + 1] = chars[at + 1] == '\n' ? QuoteRole.SYNTAX : QuoteRole.QUOTED;
        at += 2;
      } else if (chars[at] == '$') {
        dollar();
      } else if (chars[at] == '`') {
        backticks();
      } else {
        roles[at++] = QuoteRole.QUOTED;
      }
    }
    closeQuote(open, '"');
  }

  private static boolean escapesInQuotes(char c) {
    return c == '$' || c == '`' || c == '"' || c == '\\' || c == '\n';
  }

  private void closeQuote(int open, char quote) {
    if (at < chars.length) {
      roles[at++] = QuoteRole.SYNTAX;
      return;
    }
    problems.add(
        Problem.error(
            "unclosed-quote",
            places.of(open, open + 1),
            "the quote " + quote + " is never closed",
            "close it with another "
                + quote
                + ", or write \\"
                + quote
                + " for the character itself"));
  }

  private void backslash() {
    if (at + 1 == chars.length) {
      problems.add(
          Problem.error(
              "trailing-backslash",
              places.of(at, at + 1),
              "the backslash at the end quotes nothing",
              "remove it, or write \\\\ for a backslash itself"));
      at++;
      return;
    }
    int end = continuedTo();
    if (end > at) {
      QuoteRole role = continued(end);
      Arrays.fill(roles, at, end, role);
      at = end;
      return;
    }
    if (substitutions && isLastOfLine()) {
      problems.add(
          Problem.error(
              "space-after-backslash",
              places.of(at, at + 2),
              "white space behind the backslash keeps it from continuing the line",
              "remove the white space after it"));
    }
    roles[at] = QuoteRole.SYNTAX;
    roles[at + 1] = QuoteRole.QUOTED;
    at += 2;
  }

  /// The index behind the line end at `i`, or 0 where none is.
  private int lineEndAt(int i) {
    int line = i < chars.length && chars[i] == '\r' ? i + 1 : i;
    return line < chars.length && chars[line] == '\n' ? line + 1 : 0;
  }

  /// Whether only blanks are between the backslash and the end of its line.
  private boolean isLastOfLine() {
    int end = at + 1;
    while (end < chars.length && (chars[end] == ' ' || chars[end] == '\t')) {
      end++;
    }
    return end > at + 1 && lineEndAt(end) > 0;
  }

  /// The index behind the backslashes and line ends that begin here, one behind the other.
  private int continuedTo() {
    int behind = at;
    while (behind < chars.length && chars[behind] == '\\' && lineEndAt(behind + 1) > 0) {
      behind = lineEndAt(behind + 1);
    }
    return behind;
  }

  /// What continued lines are: nothing within a word, but next to white space no word of their own
  /// either, and no reason to take a `>>` after them for glued.
  ///
  /// @param end the index behind the last line end
  private QuoteRole continued(int end) {
    boolean spaceBefore =
        at == 0 || roles[at - 1] == QuoteRole.SPACE || roles[at - 1] == QuoteRole.LINE;
    boolean spaceBehind = end == chars.length || " \t\r\n".indexOf(chars[end]) >= 0;
    return spaceBefore || spaceBehind ? QuoteRole.SPACE : QuoteRole.SYNTAX;
  }

  /// At a `$`: marks it, and all of `${…}` and `$(…)`.
  private void dollar() {
    if (!substitutions) {
      roles[at++] = QuoteRole.QUOTED;
      if (at < chars.length && chars[at] == '{') {
        roles[at++] = QuoteRole.QUOTED;
      }
      return;
    }
    roles[at++] = QuoteRole.ACTIVE;
    if (at < chars.length && (chars[at] == '(' || chars[at] == '{')) {
      at = new Substitution(chars, roles, places, problems, hereDocuments).bracketed(at);
    }
  }

  private void backticks() {
    if (substitutions) {
      at = new Substitution(chars, roles, places, problems, hereDocuments).backticks(at);
    } else {
      roles[at++] = QuoteRole.QUOTED;
    }
  }
}
