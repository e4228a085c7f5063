package io.jupyterflow.core.flow;

import java.util.ArrayList;
import java.util.List;

/// The `{key}`s of a word.
final class Keys {

  private Keys() {}

  /// In the order of the text.
  static List<Form.Part.Key> of(Word word) {
    List<Form.Part.Key> keys = new ArrayList<>();
    word.braces().addKeys(keys);
    return keys;
  }
}
