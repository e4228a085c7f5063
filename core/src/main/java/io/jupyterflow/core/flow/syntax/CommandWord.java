package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import java.util.List;

/// Finds the word of a job that says what runs, behind the variables it leads with.
public final class CommandWord {

  private CommandWord() {}

  /// The index of the first word of the first command, or -1 where there is none: variables,
  /// opening brackets and redirects don't count.
  public static int find(QuotedText quoted, List<Word> words) {
    boolean redirected = false;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.isOperator()) {
        redirected = isRedirect(quoted, word);
      } else if (redirected) {
        redirected = false;
      } else if (assigned(quoted, word) < 0 && !isOpening(quoted, word, i, words)) {
        return i;
      }
    }
    return -1;
  }

  /// Whether a word is a script in the home, `~/x.py`: what runs it is put before it as before any.
  static boolean isScriptAtHome(QuotedText quoted, Word word) {
    return quoted.isPlain(word.start(), '~')
        && quoted.isPlain(word.start() + 1, '/')
        && Scripts.isScript(quoted.unquoted(word.start(), word.end()));
  }

  /// Whether a word is an operator that a file is behind.
  public static boolean isRedirect(QuotedText quoted, Word word) {
    for (int i = word.start(); word.isOperator() && i < word.end(); i++) {
      char c = quoted.text().charAt(i);
      if (c == '>' || c == '<') {
        return true;
      }
    }
    return false;
  }

  /// `{` and `!` of the shell's grammar, with a command after them.
  private static boolean isOpening(QuotedText quoted, Word word, int i, List<Word> words) {
    return word.end() == word.start() + 1
        && i + 1 < words.size()
        && (quoted.isPlain(word.start(), '{') || quoted.isPlain(word.start(), '!'));
  }

  /// Where the value begins in `NAME=value`, or -1 for any other word: to a shell the name of a
  /// variable is ASCII.
  public static int assigned(QuotedText quoted, Word word) {
    for (int i = word.start(); i < word.end(); i++) {
      if (quoted.role(i) != QuoteRole.PLAIN) {
        return -1;
      }
      char c = quoted.text().charAt(i);
      if (c == '=') {
        return i > word.start() ? i + 1 : -1;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !(digit && i > word.start())) {
        return -1;
      }
    }
    return -1;
  }
}
