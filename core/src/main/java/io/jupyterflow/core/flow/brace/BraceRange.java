package io.jupyterflow.core.flow.brace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range of numbers or letters, `1..5`, `0..10..5`, `a..e`, `0.1..0.5..0.1`: integers and letters
/// exactly as bash counts them, decimals with exact arithmetic.
///
/// All are counted as whole numbers, decimals in units of their last digit: the first `BigDecimal`
/// of a JVM costs 20 ms, more than all else that is done for a sweep.
///
/// @param first the first value; of letters the code
/// @param step added for each further value, its sign towards the last
/// @param size how many values there are
/// @param form how a value is written
record BraceRange(BigInteger first, BigInteger step, BigInteger size, Form form) {

  /// How the values of a sequence are written.
  public sealed interface Form {
    /// Whole numbers, padded with zeros to a width that counts the sign.
    record Whole(int width) implements Form {}

    /// Numbers with this many digits behind the point, counted in units of the last of them.
    record Decimal(int scale) implements Form {}

    /// Letters.
    record Letters() implements Form {}
  }

  /// What a text can be wrong in.
  enum Flaw {
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
  record Parsed(@Nullable BraceRange sequence, @Nullable Flaw flaw) {
    private static Parsed of(BraceRange sequence) {
      return new Parsed(sequence, null);
    }

    private static Parsed no(Flaw flaw) {
      return new Parsed(null, flaw);
    }
  }

  /// Reads what is between the braces.
  static Parsed parse(String text) {
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
  static Parsed of(String from, String to, @Nullable String step) {
    if (isLetter(from) && isLetter(to) && (step == null || RangeNumber.isWhole(step))) {
      return between(code(from), code(to), whole(step), new Form.Letters());
    }
    if (!RangeNumber.is(from) || !RangeNumber.is(to) || (step != null && !RangeNumber.is(step))) {
      return Parsed.no(Flaw.NO_RANGE);
    }
    if (RangeNumber.isWhole(from)
        && RangeNumber.isWhole(to)
        && (step == null || RangeNumber.isWhole(step))) {
      return between(
          new BigInteger(from),
          new BigInteger(to),
          whole(step),
          new Form.Whole(RangeNumber.width(from, to)));
    }
    return step == null
        ? Parsed.no(Flaw.NO_STEP)
        : decimals(new BigDecimal(from), new BigDecimal(to), new BigDecimal(step));
  }

  private static Parsed decimals(BigDecimal first, BigDecimal last, BigDecimal step) {
    int scale = Math.max(0, Math.max(first.scale(), step.scale()));
    // Towards the first value: what lies behind the last digit of an end is never hit.
    RoundingMode inwards = last.compareTo(first) < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
    return between(
        first.setScale(scale).unscaledValue(),
        last.setScale(scale, inwards).unscaledValue(),
        step.setScale(scale).unscaledValue(),
        new Form.Decimal(scale));
  }

  private static Parsed between(BigInteger first, BigInteger last, BigInteger step, Form form) {
    if (step.signum() == 0) {
      return Parsed.no(Flaw.ZERO_STEP);
    }
    BigInteger distance = last.subtract(first);
    BigInteger steps = distance.abs().divide(step.abs());
    BigInteger towards = distance.signum() < 0 ? step.abs().negate() : step.abs();
    return Parsed.of(new BraceRange(first, towards, steps.add(BigInteger.ONE), form));
  }

  private static BigInteger whole(@Nullable String step) {
    return step == null ? BigInteger.ONE : new BigInteger(step);
  }

  /// The values in order.
  public List<String> values() {
    int count = size.intValueExact();
    List<String> values = new ArrayList<>(count);
    BigInteger value = first;
    for (int i = 0; i < count; i++) {
      values.add(text(value));
      value = value.add(step);
    }
    return values;
  }

  private String text(BigInteger value) {
    if (form instanceof Form.Whole whole) { // first: a switch over types is slow when it is new
      return RangeNumber.padded(value, whole.width());
    }
    return switch (form) {
      case Form.Letters _ -> Character.toString(value.intValueExact());
      case Form.Decimal decimal -> new BigDecimal(value, decimal.scale()).toPlainString();
      case Form.Whole whole -> RangeNumber.padded(value, whole.width());
    };
  }

  private static boolean isLetter(String text) {
    return text.length() == 1
        && ((text.charAt(0) >= 'a' && text.charAt(0) <= 'z')
            || (text.charAt(0) >= 'A' && text.charAt(0) <= 'Z'));
  }

  private static BigInteger code(String letter) {
    return BigInteger.valueOf(letter.charAt(0));
  }
}
