package io.jupyterflow.core.flow;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// What a word is made of, as far as braces go.
sealed interface Braces {

  // Methods in place of switches over the kinds: the first such switch of a JVM costs 10 ms, and
  // every flow would pay it.

  /// How many things this can be.
  BigInteger size();

  /// Whether it has choices of its own.
  boolean isSweep();

  /// Adds the `{key}`s in it, in the order of the text.
  void addKeys(List<Form.Part.Key> keys);

  /// Every form this can take, the leftmost braces slowest.
  List<Form> forms(Marked marked);

  /// A stretch without braces that mean something.
  record Text(int start, int end) implements Braces {
    @Override
    public BigInteger size() {
      return BigInteger.ONE;
    }

    @Override
    public List<Form> forms(Marked marked) {
      return List.of(Form.text(marked, start, end));
    }

    @Override
    public boolean isSweep() {
      return false;
    }

    @Override
    public void addKeys(List<Form.Part.Key> keys) {}
  }

  /// `{key}`: the value another sweep has for the key.
  record Key(String name, int start, int end) implements Braces {
    @Override
    public BigInteger size() {
      return BigInteger.ONE;
    }

    @Override
    public List<Form> forms(Marked marked) {
      return List.of(new Form(List.of(new Form.Part.Key(name, start, end))));
    }

    @Override
    public boolean isSweep() {
      return false;
    }

    @Override
    public void addKeys(List<Form.Part.Key> keys) {
      keys.add(new Form.Part.Key(name, start, end));
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
    public List<Form> forms(Marked marked) {
      List<Form> forms = new ArrayList<>();
      for (Braces option : options) {
        forms.addAll(option.forms(marked));
      }
      return forms;
    }

    @Override
    public boolean isSweep() {
      return true;
    }

    @Override
    public void addKeys(List<Form.Part.Key> keys) {
      options.forEach(option -> option.addKeys(keys));
    }
  }

  /// `{1..5}`.
  record Range(Sequence sequence) implements Braces {
    @Override
    public BigInteger size() {
      return sequence.size();
    }

    @Override
    public List<Form> forms(Marked marked) {
      return sequence.values().stream().map(Form::generated).toList();
    }

    @Override
    public boolean isSweep() {
      return true;
    }

    @Override
    public void addKeys(List<Form.Part.Key> keys) {}
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
    public List<Form> forms(Marked marked) {
      List<Form> forms = List.of(new Form(List.of()));
      for (Braces part : parts) {
        forms = Form.crossed(forms, part.forms(marked));
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
    public void addKeys(List<Form.Part.Key> keys) {
      parts.forEach(part -> part.addKeys(keys));
    }
  }
}
