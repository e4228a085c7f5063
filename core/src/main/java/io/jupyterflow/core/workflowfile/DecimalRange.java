package io.jupyterflow.core.workflowfile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// The numbers from one to another by a step, in exact decimal arithmetic, the end included when
/// hit. As in a shell, the direction is that of the ends, whatever the sign of the step.
record DecimalRange(BigDecimal from, BigDecimal to, BigDecimal step) {

  private static final int MOST_DIGITS = 30;

  DecimalRange {
    if (step.signum() == 0) {
      throw new IllegalArgumentException("a step of 0 leads nowhere");
    }
  }

  /// Whether the arithmetic stays small: numbers of up to 30 digits on each side of the point.
  static boolean isReasonable(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_DIGITS
        && Math.abs((long) number.precision() - number.scale()) <= MOST_DIGITS;
  }

  /// How many numbers there are.
  BigDecimal count() {
    return to.subtract(from).abs().divide(step.abs(), 0, RoundingMode.DOWN).add(BigDecimal.ONE);
  }

  /// All of them, as text: with as many decimals as `from` or `step` have, whichever has more.
  List<String> texts() {
    int scale = Math.max(0, Math.max(from.scale(), step.scale()));
    BigDecimal by = to.compareTo(from) < 0 ? step.abs().negate() : step.abs();
    int count = count().intValueExact();
    List<String> texts = new ArrayList<>(count);
    BigDecimal value = from;
    for (int i = 0; i < count; i++) {
      texts.add(value.setScale(scale, RoundingMode.UNNECESSARY).toPlainString());
      value = value.add(by);
    }
    return texts;
  }
}
