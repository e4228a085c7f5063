package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.brace.WordVariant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The `{key}`s of words.
public final class BindingKeys {

  private BindingKeys() {}

  /// In the order of the text.
  public static List<WordVariant.Part.Key> of(Word word) {
    List<WordVariant.Part.Key> keys = new ArrayList<>();
    word.braces().addKeys(keys);
    return keys;
  }

  /// The names of all keys of words.
  public static Set<String> names(List<Word> words) {
    Set<String> names = new HashSet<>();
    for (Word word : words) {
      if (word.varies()) {
        for (WordVariant.Part.Key key : of(word)) {
          names.add(key.name());
        }
      }
    }
    return names;
  }
}
