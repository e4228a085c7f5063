package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.script.ShellWords;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import java.util.List;

/// Decides whether a job needs a shell: whether something unquoted is where a POSIX shell would act
/// on it.
public final class ShellNeed {

  private ShellNeed() {}

  /// @param words split with operators
  static boolean of(QuotedText quoted, List<Word> words) {
    boolean leading = true;
    for (Word word : words) {
      if (word.isOperator()) {
        return true;
      }
      int value = leading ? CommandWord.assigned(quoted, word) : -1;
      boolean first = leading && value < 0;
      leading = value >= 0;
      if (acts(quoted, word, value, first && CommandWord.isScriptAtHome(quoted, word))
          || (first && ShellWords.isOnlyShell(quoted.unquoted(word.start(), word.end())))) {
        return true;
      }
    }
    return false;
  }

  /// Whether the value of a `NAME=value` word takes a shell to work out.
  public static boolean inVariable(QuotedText quoted, Word word) {
    return acts(quoted, word, CommandWord.assigned(quoted, word), false);
  }

  /// @param value where the value of a variable begins in it, or -1
  /// @param knowsHome whether it is known without a shell what its `~` stands for
  private static boolean acts(QuotedText quoted, Word word, int value, boolean knowsHome) {
    for (int i = word.start(); i < word.end(); i++) {
      QuoteRole role = quoted.role(i);
      if (role == QuoteRole.ACTIVE) {
        return true;
      }
      if (role != QuoteRole.PLAIN) {
        continue;
      }
      char c = quoted.text().charAt(i);
      // file names are not matched in the value of a variable
      if ((c == '*' || c == '?') && value < 0) {
        return true;
      }
      if (c == '~' && !knowsHome && isTilde(quoted, word, i, value)) {
        return true;
      }
    }
    return false;
  }

  /// A tilde acts at the start of a word, and in the value of a variable also behind a colon. A
  /// quoted character before the next slash takes that away.
  private static boolean isTilde(QuotedText quoted, Word word, int at, int value) {
    boolean starts =
        value < 0
            ? at == word.start() || isFirstOfChoice(quoted, word, at)
            : at == value || quoted.isPlain(at - 1, ':');
    if (!starts) {
      return false;
    }
    for (int i = at + 1; i < word.end(); i++) {
      QuoteRole role = quoted.role(i);
      if (role != QuoteRole.PLAIN) {
        return false;
      }
      char c = quoted.text().charAt(i);
      if (c == '/' || (value >= 0 && c == ':')) {
        return true;
      }
    }
    return true;
  }

  /// `{~/a,~/b}`: braces are expanded before tildes.
  private static boolean isFirstOfChoice(QuotedText quoted, Word word, int at) {
    return quoted.isPlain(word.start(), '{')
        && (quoted.isPlain(at - 1, '{') || quoted.isPlain(at - 1, ','));
  }
}
