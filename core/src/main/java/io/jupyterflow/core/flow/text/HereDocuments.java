package io.jupyterflow.core.flow.text;

import io.jupyterflow.core.problem.Problem;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// The here-documents of a script: which lines are text that a command reads, and no commands.
final class HereDocuments {

  /// One whose lines have not come yet.
  ///
  /// @param open where its `<<` stands
  /// @param word the line that ends it
  /// @param isIndented whether tabs before that line don't count: `<<-`
  private record Waiting(int open, String word, boolean isIndented) {}

  private final char[] chars;
  private final QuoteRole[] roles;
  private final SourceMap places;
  private final List<Problem> problems;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /// @param roles those of `chars`, set for the lines of here-documents
  HereDocuments(char[] chars, QuoteRole[] roles, SourceMap places, List<Problem> problems) {
    this.chars = chars;
    this.roles = roles;
    this.places = places;
    this.problems = problems;
  }

  /// Notes the here-document that the `<` at `at` begins, if it does. `<<<` is bash's, and has no
  /// lines.
  void open(int at) {
    if (!is(at + 1, '<') || is(at + 2, '<') || is(at - 1, '<')) {
      return;
    }
    boolean indented = is(at + 2, '-');
    int from = at + (indented ? 3 : 2);
    while (is(from, ' ') || is(from, '\t')) {
      from++;
    }
    String word = word(from);
    if (!word.isEmpty()) {
      waiting.add(new Waiting(at, word, indented));
    }
  }

  /// Notes the here-document at `at` if its word can be no number, as in `$((1<<2))`.
  void openNamed(int at) {
    int from = at + 2;
    while (is(from, '-') || is(from, ' ') || is(from, '\t')) {
      from++;
    }
    if (from < chars.length
        && (Character.isLetter(chars[from]) || "_'\"\\".indexOf(chars[from]) >= 0)) {
      open(at);
    }
  }

  /// The word without its quotes, which here only say that nothing in the lines is expanded.
  private String word(int from) {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = from; i < chars.length && chars[i] != '\n'; i++) {
      char c = chars[i];
      if (quote == 0 && (c == ' ' || c == '\t' || c == '\r' || "|&;<>()".indexOf(c) >= 0)) {
        break;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c != '\\' || quote != 0) {
        word.append(c);
      }
    }
    return word.toString();
  }

  /// Passes over the lines of all that wait.
  ///
  /// @param at behind a line's end
  /// @return where the last of these lines ends
  int skip(int at) {
    int from = at;
    while (!waiting.isEmpty()) {
      Waiting next = waiting.remove();
      int end = end(next, from);
      Arrays.fill(roles, at, end, QuoteRole.ASIDE);
      if (end == chars.length || waiting.isEmpty()) {
        return end;
      }
      from = end + 1;
    }
    return from;
  }

  /// Where the line ends that ends a here-document; where none does, the text's end.
  private int end(Waiting document, int from) {
    int start = from;
    while (start < chars.length) {
      int end = lineEnd(start);
      int text = start;
      while (document.isIndented() && text < end && chars[text] == '\t') {
        text++;
      }
      if (isWord(document.word(), text, end)) {
        return end;
      }
      start = end + 1;
    }
    unclosed(document);
    return chars.length;
  }

  private boolean isWord(String word, int from, int end) {
    int to = end > from && chars[end - 1] == '\r' ? end - 1 : end;
    return to - from == word.length() && word.contentEquals(new String(chars, from, to - from));
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < chars.length && chars[end] != '\n') {
      end++;
    }
    return end;
  }

  /// Reports what waits at the end of the text.
  void end() {
    waiting.forEach(this::unclosed);
    waiting.clear();
  }

  private void unclosed(Waiting document) {
    problems.add(
        Problem.error(
            "unclosed-here-document",
            places.of(document.open(), document.open() + 2),
            "the here-document is never closed: no line is just " + document.word(),
            "write "
                + document.word()
                + " on a line of its own, without white space around it, where the text ends"));
  }

  private boolean is(int i, char c) {
    return i >= 0 && i < chars.length && chars[i] == c;
  }
}
