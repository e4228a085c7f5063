package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.brace.BraceParser;
import io.jupyterflow.core.flow.brace.Braces;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// Splits a job into words, and into the operators of a shell where one may run it.
final class WordSplitter {

  private final QuotedText quoted;
  private final int end;
  private final boolean operators;
  private final List<Problem> problems;
  private final List<Word> words = new ArrayList<>();
  private int at;

  /// Where the line end lies that the next word is behind, or -1.
  private int line = -1;

  private WordSplitter(QuotedText quoted, int end, boolean operators, List<Problem> problems) {
    this.quoted = quoted;
    this.end = end;
    this.operators = operators;
    this.problems = problems;
  }

  /// The words of a stretch of text.
  ///
  /// @param operators whether `| & ; < > ( )` are words of their own, as a shell splits; the line
  ///   ends of a script always are
  static List<Word> split(
      QuotedText quoted, int start, int end, boolean operators, List<Problem> problems) {
    WordSplitter splitter = new WordSplitter(quoted, end, operators, problems);
    splitter.at = quoted.skipSpace(start, end);
    while (splitter.at < end) {
      if (quoted.role(splitter.at) == QuoteRole.LINE) {
        splitter.line = splitter.at++;
      } else {
        splitter.lineEnd();
        splitter.word();
      }
      splitter.at = quoted.skipSpace(splitter.at, end);
    }
    return splitter.words;
  }

  /// Line ends are one operator, and only between words.
  private void lineEnd() {
    if (line >= 0 && !words.isEmpty()) {
      words.add(new Word(line, line + 1, true, new Braces.Text(line, line + 1)));
    }
    line = -1;
  }

  private void word() {
    int start = at;
    if (isOperator(at)) {
      while (at < end && isOperator(at) && continues(start)) {
        at++;
      }
      words.add(new Word(start, at, true, new Braces.Text(start, at)));
      return;
    }
    while (at < end
        && !quoted.isSpace(at)
        && quoted.role(at) != QuoteRole.LINE
        && !isOperator(at)) {
      at++;
    }
    if (isRedirectedNumber(start)) {
      while (at < end && isOperator(at)) {
        at++;
      }
      words.add(new Word(start, at, true, new Braces.Text(start, at)));
      return;
    }
    words.add(new Word(start, at, false, BraceParser.parse(quoted, start, at, problems)));
  }

  /// `(` and `)` are operators each for itself; the others go together, as in `>>`, `&&`, `>&`.
  private boolean continues(int start) {
    return at == start || (!isParenthesis(at) && !isParenthesis(start));
  }

  private boolean isParenthesis(int i) {
    return quoted.isPlain(i, '(') || quoted.isPlain(i, ')');
  }

  /// `2>`: the digits belong to the redirect.
  private boolean isRedirectedNumber(int start) {
    if (!quoted.isPlain(at, '>') && !quoted.isPlain(at, '<')) {
      return false;
    }
    for (int i = start; i < at; i++) {
      if (quoted.role(i) != QuoteRole.PLAIN || !Character.isDigit(quoted.text().charAt(i))) {
        return false;
      }
    }
    return operators && at < end;
  }

  private boolean isOperator(int i) {
    return operators
        && quoted.role(i) == QuoteRole.PLAIN
        && "|&;<>()".indexOf(quoted.text().charAt(i)) >= 0;
  }
}
