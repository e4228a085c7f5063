package io.jupyterflow.core.quantity;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time: `2h`, `90m`, `1h30m`, `45s`, `0.5s`, `1d`, or a plain number of seconds.
public final class TimeSpan {

  /// For messages: what to write.
  public static final String EXAMPLE = "a span of time such as 45s, 90m, 2h or 1h30m";

  private static final String NUMBER = "([0-9]{1,7}(?:\\.[0-9]{1,3})?)";

  private static final Pattern FORM =
      Pattern.compile(
          "(?=[0-9])(?:"
              + NUMBER
              + "d)?(?:"
              + NUMBER
              + "h)?(?:"
              + NUMBER
              + "m)?(?:"
              + NUMBER
              + "s?)?");

  private static final long[] UNIT_SECONDS = {86_400, 3_600, 60, 1};

  private TimeSpan() {}

  /// Nothing where the text is not a span of time. A span may be zero.
  public static Optional<Duration> parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    BigDecimal seconds = BigDecimal.ZERO;
    for (int i = 0; i < UNIT_SECONDS.length; i++) {
      String number = match.group(i + 1);
      if (number != null) {
        seconds = seconds.add(new BigDecimal(number).multiply(BigDecimal.valueOf(UNIT_SECONDS[i])));
      }
    }
    return Optional.of(Duration.ofMillis(seconds.movePointRight(3).longValueExact()));
  }

  /// In words for people, in whole seconds: `45 s`, `2 min 5 s`, `1 h 3 min`.
  public static String spoken(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
  }
}
