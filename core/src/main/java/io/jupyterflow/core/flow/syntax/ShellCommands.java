package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The commands that a text for a shell is made of.
public final class ShellCommands {

  /// Words of a shell's grammar that another command follows.
  private static final Set<String> OPENING =
      Set.of("{", "!", "if", "then", "else", "elif", "do", "while", "until", "time");

  /// Words of a shell's grammar that end what another one began.
  private static final Set<String> CLOSING = Set.of("}", "fi", "done", "esac");

  private ShellCommands() {}

  /// Whether words are of a script: lines' ends separate commands, or a here-document is among
  /// them.
  static boolean areScript(QuotedText quoted, List<Word> words) {
    for (Word word : words) {
      if (word.isOperator()
          && (isLineEnd(quoted, word) || isHereDocument(quoted, word.start(), word.end()))) {
        return true;
      }
    }
    return false;
  }

  static boolean isLineEnd(QuotedText quoted, Word word) {
    return quoted.role(word.start()) == QuoteRole.LINE;
  }

  /// Whether an operator begins a here-document; `<<<` does not.
  public static boolean isHereDocument(QuotedText quoted, int start, int end) {
    String operator = quoted.text().substring(start, end);
    return operator.endsWith("<<") && !operator.endsWith("<<<");
  }

  /// Whether a line ends between two words, not behind a backslash.
  public static boolean endsLine(QuotedText quoted, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = quoted.text().charAt(i);
      if (quoted.role(i) == QuoteRole.ASIDE) {
        continue;
      }
      if (c == '\\') {
        i = quoted.text().indexOf('\n', i);
      } else if (c == '\n') {
        return true;
      }
    }
    return false;
  }

  /// Whether a word of a shell's grammar leads to another command.
  public static boolean opens(String word) {
    return OPENING.contains(word);
  }

  /// Whether a word of a shell's grammar ends what another one began.
  public static boolean closes(String word) {
    return CLOSING.contains(word);
  }

  /// The indexes of the words that commands begin with, variables not counted.
  public static List<Integer> heads(JobText text) {
    List<Integer> heads = new ArrayList<>();
    List<Word> words = text.words();
    boolean starts = true;
    boolean isRedirected = false;
    boolean isPattern = false; // of a case
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      String value = text.value(word);
      if (word.isOperator()) {
        isRedirected = CommandWord.isRedirect(text.quoted(), word);
        isPattern = (isPattern && !value.equals(")")) || value.startsWith(";;");
        starts = starts || (!isRedirected && !isPattern);
      } else if (isRedirected) {
        isRedirected = false;
      } else if (isPattern) {
        isPattern = !value.equals("esac");
        starts = false;
      } else if (starts && value.equals("case")) {
        isPattern = true;
        starts = false;
        i = behindIn(text, i);
      } else if (starts && CommandWord.assigned(text.quoted(), word) < 0 && !opens(value)) {
        heads.add(i);
        starts = false;
      }
    }
    return heads;
  }

  /// The index of the `in` of a `case`.
  private static int behindIn(JobText text, int from) {
    int at = from;
    while (at < text.words().size() && !text.value(text.words().get(at)).equals("in")) {
      at++;
    }
    return at;
  }
}
