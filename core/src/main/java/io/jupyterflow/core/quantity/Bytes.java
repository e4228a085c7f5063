package io.jupyterflow.core.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts of memory: `8Gi`, `512Mi`, `2G`, or plain bytes, as Kubernetes writes them.
public final class Bytes {

  /// For messages: what to write.
  public static final String EXAMPLE =
      "an amount of memory with its unit, such as 8Gi, 512Mi or 2G";

  /// What is asked for in plain bytes is no less: a lower number lacks its unit.
  private static final long LEAST_PLAIN = 1_000_000;

  private static final Pattern FORM =
      Pattern.compile(
          "((?=.*[1-9])[0-9]{1,12}(?:\\.[0-9]{1,9})?)([KMGTP]i|[kKMGTP])|([1-9][0-9]{0,17})");

  private Bytes() {}

  /// The bytes, a fraction of one rounded up. Nothing where the text is not an amount above 0, or
  /// one that no machine has.
  public static Optional<Long> parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    String plain = match.group(3);
    if (plain != null) {
      return Optional.of(Long.parseLong(plain));
    }
    String unit = match.group(2);
    long base = unit.endsWith("i") ? 1024 : 1000;
    int power = "KMGTP".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
    BigDecimal bytes =
        new BigDecimal(match.group(1))
            .multiply(BigDecimal.valueOf(base).pow(power))
            .setScale(0, RoundingMode.CEILING);
    return bytes.precision() > 18 ? Optional.empty() : Optional.of(bytes.longValueExact());
  }

  /// What someone wrote that a job needs: as [#parse] reads it, but nothing where a number so small
  /// has no unit that 8 GiB must be meant by it, and not 8 bytes.
  public static Optional<Long> asked(String text) {
    boolean isPlain = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
    return parse(text).filter(bytes -> !isPlain || bytes >= LEAST_PLAIN);
  }

  /// An amount as messages say it: `1.5 GiB`.
  public static String spoken(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    BigDecimal value = BigDecimal.valueOf(bytes);
    int unit = 0;
    BigDecimal step = BigDecimal.valueOf(1024);
    while (unit < units.length - 1 && value.compareTo(step) >= 0) {
      value = value.divide(step);
      unit++;
    }
    BigDecimal rounded = value.setScale(unit == 0 ? 0 : 1, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString() + " " + units[unit];
  }
}
