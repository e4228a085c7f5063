package io.jupyterflow.core.metric;

import java.util.OptionalDouble;

/// Numbers as programs print them: `3`, `-0.25`, `.5`, `1e-05`, `nan`, `-inf`, `Infinity`, in any
/// case. No units, no separators, no hexadecimal.
public final class Numbers {

  private Numbers() {}

  /// The number that the text is as a whole.
  public static OptionalDouble parse(String text) {
    int start = !text.isEmpty() && isSign(text.charAt(0)) ? 1 : 0;
    boolean negative = start == 1 && text.charAt(0) == '-';
    if (start == text.length()) {
      return OptionalDouble.empty();
    }
    if (isDecimal(text, start)) {
      return OptionalDouble.of(Double.parseDouble(text));
    }
    String word = text.substring(start);
    if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
      return OptionalDouble.of(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return word.equalsIgnoreCase("nan") ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
  }

  /// Digits with at most one point among them, then perhaps an exponent. Asked before
  /// `parseDouble`, which takes `1f`, `0x1p3` and surrounding blanks too.
  private static boolean isDecimal(String text, int start) {
    int whole = endOfDigits(text, start);
    int digits = whole - start;
    int at = whole;
    if (at < text.length() && text.charAt(at) == '.') {
      at = endOfDigits(text, whole + 1);
      digits += at - whole - 1;
    }
    if (digits == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = at + 1 < text.length() && isSign(text.charAt(at + 1)) ? at + 2 : at + 1;
      at = endOfDigits(text, exponent);
      if (at == exponent) {
        return false;
      }
    }
    return at == text.length();
  }

  private static int endOfDigits(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+';
  }
}
