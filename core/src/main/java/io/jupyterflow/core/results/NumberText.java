package io.jupyterflow.core.results;

import java.math.BigDecimal;
import java.math.MathContext;

/// Metrics as text.
public final class NumberText {

  private static final MathContext SIX_DIGITS = new MathContext(6);

  private NumberText() {}

  /// With every digit, so that reading it gives the same number: `10`, `0.1`, `1e-05`, `NaN`,
  /// `inf`.
  public static String exact(double number) {
    return Double.isFinite(number) ? text(new BigDecimal(Double.toString(number))) : word(number);
  }

  /// Rounded to six digits, for people.
  public static String brief(double number) {
    return Double.isFinite(number)
        ? text(new BigDecimal(Double.toString(number)).round(SIX_DIGITS))
        : word(number);
  }

  /// Rounded to so many digits, for the ends of an axis.
  public static String rounded(double number, int digits) {
    return Double.isFinite(number)
        ? text(new BigDecimal(Double.toString(number)).round(new MathContext(digits)))
        : word(number);
  }

  private static String word(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    return number > 0 ? "inf" : "-inf";
  }

  private static String text(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = number.stripTrailingZeros();
    int magnitude = shortest.precision() - shortest.scale() - 1;
    if (magnitude >= -5 && magnitude < 15) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String exponent = Integer.toString(Math.abs(magnitude));
    return (shortest.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (magnitude < 0 ? "e-" : "e+")
        + (exponent.length() < 2 ? "0" + exponent : exponent);
  }
}
