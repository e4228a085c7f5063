package io.jupyterflow.core.flow;

import java.util.ArrayList;
import java.util.List;

/// The `{key}`s of a word.
final class Keys {

  private Keys() {}

  /// In the order of the text.
  static List<Form.Part.Key> of(Word word) {
    List<Form.Part.Key> keys = new ArrayList<>();
    collect(word.braces(), keys);
    return keys;
  }

  private static void collect(Braces braces, List<Form.Part.Key> keys) {
    switch (braces) {
      case Braces.Text text -> {}
      case Braces.Range range -> {}
      case Braces.Key key -> keys.add(new Form.Part.Key(key.name(), key.start(), key.end()));
      case Braces.Choice choice -> choice.options().forEach(option -> collect(option, keys));
      case Braces.Series series -> series.parts().forEach(part -> collect(part, keys));
    }
  }
}
