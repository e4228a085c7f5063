package io.jupyterflow.core.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The `{key}`s of words.
final class Keys {

  private Keys() {}

  /// In the order of the text.
  static List<Form.Part.Key> of(Word word) {
    List<Form.Part.Key> keys = new ArrayList<>();
    word.braces().addKeys(keys);
    return keys;
  }

  /// The names of all keys of words.
  static Set<String> names(List<Word> words) {
    Set<String> names = new HashSet<>();
    for (Word word : words) {
      if (word.varies()) {
        for (Form.Part.Key key : of(word)) {
          names.add(key.name());
        }
      }
    }
    return names;
  }
}
