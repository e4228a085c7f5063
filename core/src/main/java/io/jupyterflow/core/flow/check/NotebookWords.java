package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.brace.WordVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads the words behind a notebook as its runner does: `key=value`, `--key=value`, `--key value`
/// and papermill's `-p key value`.
final class NotebookWords {

  private static final Set<String> RESERVED =
      Set.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield")
              .split(" "));

  private NotebookWords() {}

  /// One parameter.
  ///
  /// @param word the index of the word that its name is in
  /// @param name what the notebook knows it by; empty where the word is not a parameter
  record Parameter(int word, String key, String name) {}

  /// All of them, in order.
  ///
  /// @param words null for what is left out
  static List<Parameter> in(List<WordVariant.Settled> words, int from) {
    List<Integer> rest = new ArrayList<>();
    for (int i = from; i < words.size(); i++) {
      if (!words.get(i).isNothing()) {
        rest.add(i);
      }
    }
    List<Parameter> found = new ArrayList<>();
    for (int i = 0; i < rest.size(); i++) {
      String word = words.get(rest.get(i)).value();
      int left = rest.size() - i - 1;
      int equals = word.indexOf('=');
      if ((word.equals("-p") || word.equals("--parameters")) && left >= 2) {
        found.add(named(rest.get(i + 1), words.get(rest.get(i + 1)).value()));
        i += 2;
      } else if (equals >= 0) {
        found.add(named(rest.get(i), word.substring(0, equals)));
      } else if (word.startsWith("--")
          && left > 0
          && !words.get(rest.get(i + 1)).value().startsWith("--")) {
        found.add(named(rest.get(i), word));
        i++;
      } else {
        found.add(new Parameter(rest.get(i), word, ""));
      }
    }
    return found;
  }

  private static Parameter named(int word, String key) {
    int start = 0;
    while (start < key.length() && key.charAt(start) == '-') {
      start++;
    }
    return new Parameter(word, key, key.substring(start).replace('-', '_'));
  }

  /// Whether a variable can have the name. R takes points in it.
  static boolean canBeName(String name, String language) {
    boolean points = language.toLowerCase(Locale.ROOT).equals("r");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = Character.isLetter(c) || c == '_' || Character.isSurrogate(c);
      boolean later =
          Character.isDigit(c)
              || Character.getType(c) == Character.NON_SPACING_MARK
              || (points && c == '.');
      if (!letter && (i == 0 || !later)) {
        return false;
      }
    }
    return !name.isEmpty() && !(language.equals("python") && RESERVED.contains(name));
  }

  /// A name like it that a variable can have.
  static String nameLike(String name) {
    StringBuilder like = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      like.append(Character.isLetterOrDigit(c) ? c : '_');
    }
    if (like.isEmpty() || Character.isDigit(like.charAt(0))) {
      like.insert(0, '_');
    }
    return RESERVED.contains(like.toString()) ? like + "_" : like.toString();
  }
}
