package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.script.Scripts;

/// How jobs are called that the user gave no name.
public final class DefaultNames {

  /// Longer names are cut: they are also names of folders.
  private static final int LONGEST = 60;

  private DefaultNames() {}

  /// The name of what a job is about: `train` for `train.py`, `python train.py` and `python -m
  /// train`, else the program's.
  public static String of(JobText text) {
    int subject = ScriptWord.find(text, text.words(), text.head());
    if (subject < 0) {
      return "job";
    }
    String value = text.value(text.words().get(subject));
    String file = Scripts.fileName(value);
    if (Scripts.isScript(value)) {
      file = file.substring(0, file.lastIndexOf('.'));
    }
    String name = allowed(file);
    return name.isEmpty() ? "job" : name;
  }

  /// Letters, digits, `-` and `_` of any script; whatever else is between them becomes one `-`.
  static String allowed(String text) {
    StringBuilder name = new StringBuilder();
    boolean gap = false;
    int count = 0;
    for (int i = 0;
        i < text.length() && count < LONGEST;
        i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!isAllowed(c) || (c == '-' && name.isEmpty())) {
        gap = !name.isEmpty();
        continue;
      }
      if (gap) {
        name.append('-');
        gap = false;
      }
      name.appendCodePoint(c);
      count++;
    }
    return name.toString();
  }

  static boolean isAllowed(int c) {
    return Character.isLetterOrDigit(c)
        || c == '-'
        || c == '_'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  /// Whether a name that the user gave can be a job's.
  public static boolean isValid(String name) {
    return !name.isEmpty()
        && !name.startsWith("-")
        && name.codePoints().allMatch(DefaultNames::isAllowed);
  }
}
