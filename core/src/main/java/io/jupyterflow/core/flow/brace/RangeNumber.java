package io.jupyterflow.core.flow.brace;

import java.math.BigInteger;

/// Numbers as they are written in ranges.
public final class RangeNumber {

  /// Longer numbers are text: nobody means them, and arithmetic on them could take for ever.
  private static final int LONGEST = 60;

  private RangeNumber() {}

  /// Whether a text is a decimal number: a sign, digits, a point, a small exponent.
  public static boolean is(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    int at = sign(text, 0);
    int whole = digits(text, at);
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = digits(text, end + 1);
      if (end == whole + 1) {
        return false;
      }
    } else if (whole == at) {
      return false;
    }
    return end == text.length() || isExponent(text, end);
  }

  private static boolean isExponent(String text, int at) {
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    int from = sign(text, at + 1);
    int to = digits(text, from);
    return to == text.length() && to > from && to - from <= 2;
  }

  /// Whether a text is a whole number: a sign and digits.
  static boolean isWhole(String text) {
    int at = sign(text, 0);
    return at < text.length() && digits(text, at) == text.length() && text.length() <= LONGEST;
  }

  /// How wide bash writes the numbers between these: as wide as the wider, if one has a leading
  /// zero.
  static int width(String from, String to) {
    return isPadded(from) || isPadded(to) ? Math.max(from.length(), to.length()) : 0;
  }

  private static boolean isPadded(String text) {
    int digits = text.startsWith("-") ? 1 : 0;
    return text.length() > digits + 1 && text.charAt(digits) == '0';
  }

  /// A number with zeros in front up to a width, which counts the sign.
  static String padded(BigInteger value, int width) {
    if (width == 0) {
      return value.toString();
    }
    String digits = value.abs().toString();
    String sign = value.signum() < 0 ? "-" : "";
    return sign + "0".repeat(Math.max(0, width - sign.length() - digits.length())) + digits;
  }

  private static int sign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
