package io.jupyterflow.core.environment;

/// The names that variables may have in a POSIX shell (Base Definitions, 3.216 Name): letters,
/// digits and underscores of ASCII, and no digit first. A process may have others, such as `my.key`
/// or bash's exported functions; a shell drops them on the way to its children.
public final class ShellNames {

  private ShellNames() {}

  /// Whether a shell hands a variable of this name on to what it starts.
  public static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
