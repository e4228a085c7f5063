package io.jupyterflow.core.metric;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression with one group that finds a metric in lines of output. It works within a
/// budget of steps, so that no expression and no line can hold a reader up.
public final class MetricPattern {

  /// A match that reads so many characters is backtracking without end.
  private static final int STEPS_PER_LINE = 200_000;

  /// After so many lines of that kind the expression is not tried any more.
  private static final int EXHAUSTED_LINES = 20;

  private final String name;
  private final Pattern pattern;
  private int exhausted;

  private MetricPattern(String name, Pattern pattern) {
    this.name = name;
    this.pattern = pattern;
  }

  /// What makes an expression unfit to find a metric, in the user's terms; empty where it is fit.
  public static Optional<String> flaw(String regex) {
    try {
      int groups = Pattern.compile(regex).matcher("").groupCount();
      return groups == 1
          ? Optional.empty()
          : Optional.of(
              "it has "
                  + (groups == 0 ? "no group" : groups + " groups")
                  + "; the number is what its one group (…) matches, (?:…) groups without counting");
    } catch (PatternSyntaxException e) {
      return Optional.of(e.getDescription() + " at character " + (e.getIndex() + 1));
    } catch (StackOverflowError e) {
      return Optional.of("it is nested too deeply");
    }
  }

  /// @throws IllegalArgumentException where [#flaw] finds one
  static MetricPattern of(String name, String regex) {
    Optional<String> flaw = flaw(regex);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException("the pattern of " + name + ": " + flaw.get());
    }
    return new MetricPattern(name, Pattern.compile(regex));
  }

  String name() {
    return name;
  }

  /// The number its group finds first in the line.
  OptionalDouble find(String line) {
    if (exhausted >= EXHAUSTED_LINES) {
      return OptionalDouble.empty();
    }
    try {
      Matcher matcher = pattern.matcher(new BudgetedText(line, new Budget(STEPS_PER_LINE)));
      if (!matcher.find()) {
        return OptionalDouble.empty();
      }
      // A group that takes no part in the match has no start.
      return matcher.start(1) < 0
          ? OptionalDouble.empty()
          : Numbers.parse(line.substring(matcher.start(1), matcher.end(1)).strip());
    } catch (Budget.Exhausted | StackOverflowError e) {
      exhausted++;
      return OptionalDouble.empty();
    }
  }

  /// Counts the steps of one match.
  private static final class Budget {

    private int left;

    Budget(int steps) {
      this.left = steps;
    }

    void step() {
      if (--left < 0) {
        throw new Exhausted();
      }
    }

    /// Leaves a match that `java.util.regex` offers no other way out of.
    static final class Exhausted extends RuntimeException {
      private static final long serialVersionUID = 1L;

      Exhausted() {
        super("budget of steps used up", null, false, false);
      }
    }
  }

  /// The line as the matcher reads it: every character costs a step.
  private record BudgetedText(String text, Budget budget) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      budget.step();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new BudgetedText(text.substring(start, end), budget);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
