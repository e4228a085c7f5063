package io.jupyterflow.core.document;

import java.math.BigDecimal;
import java.time.Duration;

/// Durations as documents carry them: one number and a unit, `2h`, `90m`, `45s`, `0.5s`.
public final class DurationText {

  private DurationText() {}

  /// The shortest exact text of a duration that is not negative.
  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.toNanosPart() != 0) {
      BigDecimal exact =
          BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(duration.toNanosPart(), 9));
      return exact.stripTrailingZeros().toPlainString() + "s";
    }
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
  }

  /// Reads what [#of] wrote.
  ///
  /// @throws IllegalArgumentException for any other text
  public static Duration parse(String text) {
    int last = text.length() - 1;
    if (last < 1) {
      throw new IllegalArgumentException("no duration: " + text);
    }
    long unit =
        switch (text.charAt(last)) {
          case 's' -> 1;
          case 'm' -> 60;
          case 'h' -> 3600;
          default -> throw new IllegalArgumentException("no duration: " + text);
        };
    BigDecimal seconds = new BigDecimal(text.substring(0, last)).multiply(BigDecimal.valueOf(unit));
    return Duration.ofSeconds(
        seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValueExact());
  }
}
