package io.jupyterflow.core.flow.brace;

import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import java.text.Normalizer;
import java.util.Set;

/// The names of hyperparameters, and `{key}`, which takes the value that another sweep has for one.
///
/// A name is a letter or `_`, then letters, digits and `_ . - / @`, of any script. Two spellings of
/// the same characters, as one letter or as a letter and its marks, are one name.
public final class BindingKey {

  private BindingKey() {}

  /// The index of the `}` where an unquoted `{key}` is at `open`, else -1. `{a..c}` is a range of
  /// letters, not a key.
  static int end(QuotedText quoted, int open, int end) {
    if (!quoted.isPlain(open, '{') || open + 2 >= end) {
      return -1;
    }
    String text = quoted.text();
    int c;
    for (int i = open + 1; i < end; i += Character.charCount(c)) {
      if (quoted.role(i) != QuoteRole.PLAIN) {
        return -1;
      }
      c = text.codePointAt(i);
      if (c == '}') {
        return i > open + 1 ? i : -1;
      }
      boolean fits = i == open + 1 ? isStart(c) : isPart(c);
      if (!fits || (c == '.' && quoted.isPlain(i + 1, '.'))) {
        return -1;
      }
    }
    return -1;
  }

  /// The index of the `}` where an unquoted `{1}` is at `open` whose number is among these, else
  /// -1.
  public static int numberEnd(QuotedText quoted, int open, int end, Set<String> numbers) {
    if (!quoted.isPlain(open, '{')) {
      return -1;
    }
    int at = open + 1;
    while (at < end && quoted.text().charAt(at) >= '0' && quoted.text().charAt(at) <= '9') {
      at++;
    }
    boolean closed = at < end && quoted.isPlain(at, '}');
    return closed && numbers.contains(quoted.text().substring(open + 1, at)) ? at : -1;
  }

  /// Whether a text has the form of a name.
  public static boolean is(String text) {
    if (text.isEmpty() || !isStart(text.codePointAt(0))) {
      return false;
    }
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (!isPart(c)) {
        return false;
      }
    }
    return true;
  }

  /// The one spelling of a name that all its spellings are compared by, and recorded as: NFC.
  public static String canonical(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x300) { // below, nothing composes: ASCII needs no table
        return Normalizer.normalize(name, Normalizer.Form.NFC);
      }
    }
    return name;
  }

  private static boolean isStart(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && Character.isLetter(c));
  }

  private static boolean isPart(int c) {
    return isStart(c)
        || (c >= '0' && c <= '9')
        || "-./@".indexOf(c) >= 0
        || (c >= 0x80 && (Character.isDigit(c) || isMark(c)));
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
