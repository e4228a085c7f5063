package io.jupyterflow.core.flow.text;

import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.text.DashesAndSpaces;

/// Characters that word processors, chats and input methods put in place of the ASCII ones that
/// mean something here.
final class LookAlikes {

  private LookAlikes() {}

  /// The ASCII character that an unquoted one stands for, or 0 where it is just text. Some are
  /// common in names and sentences and count only where the ASCII one would act.
  ///
  /// @param starts whether a word, or a value in it, starts here
  static char ascii(char c, boolean starts) {
    if (c < 0x80) {
      return 0;
    }
    if (DashesAndSpaces.isSpace(c)) {
      return ' ';
    }
    if (DashesAndSpaces.isDash(c)) {
      return starts ? '-' : 0;
    }
    return switch (c) {
      case '“', '”', '„', '‟', '＂' -> '"';
      case '‘', '’', '‚', '‛', '＇' -> starts ? '\'' : 0;
      case '＞', '＜', '［', '］', '｛', '｝', '＝', '｜', '＆', '；', '＄', '｀' -> (char) (c - 0xfee0);
      default -> 0;
    };
  }

  /// Whether a character is meant to order jobs where it is between words.
  static boolean isArrow(char c) {
    return "»≫》⟫›〉⟩→⇒⟶➔➜".indexOf(c) >= 0;
  }

  /// Whether an arrow that is glued to a word is meant to order jobs all the same: no text begins
  /// with one, unless it closes later as in `»so«`; and behind a script's name it names no file.
  ///
  /// @param before what the word has before it
  /// @param behind what the word has after it
  static boolean ordersJobs(String before, String behind) {
    return before.isEmpty()
        ? behind.indexOf('«') < 0 && behind.indexOf('‹') < 0
        : Scripts.isScript(before);
  }

  /// The character as messages name it: a space can't be seen.
  static String shown(String characters) {
    int first = characters.codePointAt(0);
    String code = "U+" + String.format("%04X", first);
    boolean visible = !Character.isSpaceChar(first) && Character.getType(first) != Character.FORMAT;
    return visible ? characters + " (" + code + ")" : code + " (" + Character.getName(first) + ")";
  }
}
