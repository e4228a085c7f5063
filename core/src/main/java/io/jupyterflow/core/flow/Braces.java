package io.jupyterflow.core.flow;

import java.math.BigInteger;
import java.util.List;

/// What a word is made of, as far as braces go.
sealed interface Braces {

  /// A stretch without braces that mean something.
  record Text(int start, int end) implements Braces {}

  /// `{key}`: the value another sweep has for the key.
  record Key(String name, int start, int end) implements Braces {}

  /// `{a,b}`: one of these.
  record Choice(List<Braces> options) implements Braces {}

  /// `{1..5}`.
  record Range(Sequence sequence) implements Braces {}

  /// One after the other.
  record Series(List<Braces> parts) implements Braces {}

  /// How many things this can be.
  default BigInteger size() {
    return switch (this) {
      case Text text -> BigInteger.ONE;
      case Key key -> BigInteger.ONE;
      case Range range -> range.sequence().size();
      case Choice choice -> {
        BigInteger sum = BigInteger.ZERO;
        for (Braces option : choice.options()) {
          sum = sum.add(option.size());
        }
        yield sum;
      }
      case Series series -> {
        BigInteger product = BigInteger.ONE;
        for (Braces part : series.parts()) {
          product = product.multiply(part.size());
        }
        yield product;
      }
    };
  }
}
