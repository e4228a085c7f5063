package io.jupyterflow.core.flow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range of numbers or letters, `1..5`, `0..10..5`, `a..e`, `0.1..0.5..0.1`: integers and letters
/// exactly as bash counts them, decimals with exact arithmetic.
///
/// @param first the first value; of letters the code
/// @param step added for each further value, its sign towards the last
/// @param size how many values there are
/// @param form how a value is written
public record Sequence(BigDecimal first, BigDecimal step, BigInteger size, Form form) {

  /// How the values of a sequence are written.
  public sealed interface Form {
    /// Whole numbers, padded with zeros to a width that counts the sign.
    record Whole(int width) implements Form {}

    /// Numbers with this many digits behind the point.
    record Decimal(int scale) implements Form {}

    /// Letters.
    record Letters() implements Form {}
  }

  /// What a text can be wrong in.
  public enum Flaw {
    /// It is no range at all: bash takes it as text.
    NO_RANGE,
    /// Its step is 0.
    ZERO_STEP,
    /// It has decimals and no step.
    NO_STEP
  }

  /// A range, or why there is none.
  ///
  /// @param sequence null exactly when there is a flaw
  /// @param flaw null exactly when there is a sequence
  public record Parsed(@Nullable Sequence sequence, @Nullable Flaw flaw) {
    private static Parsed of(Sequence sequence) {
      return new Parsed(sequence, null);
    }

    private static Parsed no(Flaw flaw) {
      return new Parsed(null, flaw);
    }
  }

  /// Reads what stands between the braces.
  public static Parsed parse(String text) {
    int firstDots = text.indexOf("..");
    if (firstDots < 0) {
      return Parsed.no(Flaw.NO_RANGE);
    }
    int nextDots = text.indexOf("..", firstDots + 2);
    String from = text.substring(0, firstDots);
    String to = text.substring(firstDots + 2, nextDots < 0 ? text.length() : nextDots);
    return of(from, to, nextDots < 0 ? null : text.substring(nextDots + 2));
  }

  /// The range between two ends, each included when hit.
  ///
  /// @param step null for 1; its sign doesn't matter
  public static Parsed of(String from, String to, @Nullable String step) {
    if (isLetter(from) && isLetter(to) && (step == null || Numeral.isWhole(step))) {
      BigDecimal by = step == null ? BigDecimal.ONE : new BigDecimal(step);
      return between(code(from), code(to), by, new Form.Letters());
    }
    if (!Numeral.is(from) || !Numeral.is(to) || (step != null && !Numeral.is(step))) {
      return Parsed.no(Flaw.NO_RANGE);
    }
    BigDecimal first = new BigDecimal(from);
    BigDecimal last = new BigDecimal(to);
    if (Numeral.isWhole(from) && Numeral.isWhole(to) && (step == null || Numeral.isWhole(step))) {
      BigDecimal by = step == null ? BigDecimal.ONE : new BigDecimal(step);
      return between(first, last, by, new Form.Whole(Numeral.width(from, to)));
    }
    if (step == null) {
      return Parsed.no(Flaw.NO_STEP);
    }
    BigDecimal by = new BigDecimal(step);
    int scale = Math.max(0, Math.max(first.scale(), by.scale()));
    return between(first, last, by, new Form.Decimal(scale));
  }

  private static Parsed between(BigDecimal first, BigDecimal last, BigDecimal step, Form form) {
    if (step.signum() == 0) {
      return Parsed.no(Flaw.ZERO_STEP);
    }
    BigDecimal distance = last.subtract(first);
    BigInteger steps = distance.abs().divide(step.abs(), 0, RoundingMode.DOWN).toBigIntegerExact();
    BigDecimal towards = distance.signum() < 0 ? step.abs().negate() : step.abs();
    return Parsed.of(new Sequence(first, towards, steps.add(BigInteger.ONE), form));
  }

  /// The values in order.
  public List<String> values() {
    int count = size.intValueExact();
    List<String> values = new ArrayList<>(count);
    BigDecimal value = first;
    for (int i = 0; i < count; i++) {
      values.add(text(value));
      value = value.add(step);
    }
    return values;
  }

  private String text(BigDecimal value) {
    return switch (form) {
      case Form.Letters letters -> Character.toString(value.intValueExact());
      case Form.Decimal decimal -> value.setScale(decimal.scale()).toPlainString();
      case Form.Whole whole -> Numeral.padded(value.toBigIntegerExact(), whole.width());
    };
  }

  private static boolean isLetter(String text) {
    return text.length() == 1
        && ((text.charAt(0) >= 'a' && text.charAt(0) <= 'z')
            || (text.charAt(0) >= 'A' && text.charAt(0) <= 'Z'));
  }

  private static BigDecimal code(String letter) {
    return BigDecimal.valueOf(letter.charAt(0));
  }
}
