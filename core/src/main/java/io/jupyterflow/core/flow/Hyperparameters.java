package io.jupyterflow.core.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds hyperparameters: `key=value`, `--key value` and `--key=value` words.
final class Hyperparameters {

  /// One of them.
  ///
  /// @param word the index of the word that the value is in
  record Found(String key, String value, int word) {}

  private Hyperparameters() {}

  /// All of them in the order of the words; a key may come more than once.
  ///
  /// @param words null for what ends a value: operators of a shell
  static List<Found> in(List<@Nullable String> words, int from, int to) {
    List<Found> found = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String word = words.get(i);
      if (word == null) {
        continue;
      }
      boolean option = word.startsWith("--");
      int equals = word.indexOf('=');
      String key = word.substring(option ? 2 : 0, equals < 0 ? word.length() : equals);
      if ((equals < 0 && !option) || !BindingKey.is(key)) {
        continue;
      }
      if (equals >= 0) {
        found.add(new Found(key, word.substring(equals + 1), i));
        continue;
      }
      String value = i + 1 < to ? words.get(i + 1) : null;
      if (value != null && isValue(value)) {
        found.add(new Found(key, value, ++i));
      }
    }
    return found;
  }

  /// Whether the word behind `--key` is its value, not the next option or hyperparameter.
  private static boolean isValue(String word) {
    if (word.length() > 1 && word.charAt(0) == '-') {
      return Numeral.is(word);
    }
    int equals = word.indexOf('=');
    return equals < 0 || !BindingKey.is(word.substring(0, equals));
  }
}
