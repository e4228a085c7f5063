package io.jupyterflow.core.flow.brace;

import io.jupyterflow.core.flow.text.QuotedText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// What a word is made of, as far as braces go.
public sealed interface Braces {

  // Methods in place of switches over the kinds: the first such switch of a JVM costs 10 ms, and
  // every flow would pay it.

  /// How many things this can be.
  BigInteger size();

  /// Whether it has choices of its own.
  boolean isSweep();

  /// Adds the `{key}`s in it, in the order of the text.
  void addKeys(List<WordVariant.Part.Key> keys);

  /// Every form this can take, the leftmost braces slowest.
  List<WordVariant> forms(QuotedText quoted);

  /// A stretch without braces that mean something.
  record Text(int start, int end) implements Braces {
    @Override
    public BigInteger size() {
      return BigInteger.ONE;
    }

    @Override
    public List<WordVariant> forms(QuotedText quoted) {
      return List.of(WordVariant.text(quoted, start, end));
    }

    @Override
    public boolean isSweep() {
      return false;
    }

    @Override
    public void addKeys(List<WordVariant.Part.Key> keys) {}
  }

  /// `{key}`: the value another sweep has for the key.
  record Key(String name, int start, int end) implements Braces {
    @Override
    public BigInteger size() {
      return BigInteger.ONE;
    }

    @Override
    public List<WordVariant> forms(QuotedText quoted) {
      return List.of(new WordVariant(List.of(new WordVariant.Part.Key(name, start, end))));
    }

    @Override
    public boolean isSweep() {
      return false;
    }

    @Override
    public void addKeys(List<WordVariant.Part.Key> keys) {
      keys.add(new WordVariant.Part.Key(name, start, end));
    }
  }

  /// `{a,b}`: one of these.
  record Choice(List<Braces> options) implements Braces {
    @Override
    public BigInteger size() {
      BigInteger sum = BigInteger.ZERO;
      for (Braces option : options) {
        sum = sum.add(option.size());
      }
      return sum;
    }

    @Override
    public List<WordVariant> forms(QuotedText quoted) {
      List<WordVariant> forms = new ArrayList<>();
      for (Braces option : options) {
        forms.addAll(option.forms(quoted));
      }
      return forms;
    }

    @Override
    public boolean isSweep() {
      return true;
    }

    @Override
    public void addKeys(List<WordVariant.Part.Key> keys) {
      options.forEach(option -> option.addKeys(keys));
    }
  }

  /// `{1..5}`.
  record Range(BraceRange sequence) implements Braces {
    @Override
    public BigInteger size() {
      return sequence.size();
    }

    @Override
    public List<WordVariant> forms(QuotedText quoted) {
      return sequence.values().stream().map(WordVariant::generated).toList();
    }

    @Override
    public boolean isSweep() {
      return true;
    }

    @Override
    public void addKeys(List<WordVariant.Part.Key> keys) {}
  }

  /// One after the other.
  record Series(List<Braces> parts) implements Braces {
    @Override
    public BigInteger size() {
      BigInteger product = BigInteger.ONE;
      for (Braces part : parts) {
        product = product.multiply(part.size());
      }
      return product;
    }

    @Override
    public List<WordVariant> forms(QuotedText quoted) {
      List<WordVariant> forms = List.of(new WordVariant(List.of()));
      for (Braces part : parts) {
        forms = WordVariant.crossed(forms, part.forms(quoted));
      }
      return forms;
    }

    @Override
    public boolean isSweep() {
      for (Braces part : parts) {
        if (part.isSweep()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void addKeys(List<WordVariant.Part.Key> keys) {
      parts.forEach(part -> part.addKeys(keys));
    }
  }
}
