package io.jupyterflow.kubernetes.client;

/// What Kubernetes takes as the name of a namespace and of most objects: an RFC 1123 label.
public final class KubeNames {

  private static final int LONGEST = 63;

  /// The rule, as it follows "use".
  public static final String RULE =
      "up to "
          + LONGEST
          + " lower-case letters a-z, digits and -, beginning and ending with a letter or digit.";

  private KubeNames() {}

  /// Whether the text is such a name.
  public static boolean isLabel(String name) {
    if (name.isEmpty()
        || name.length() > LONGEST
        || !isPlain(name.charAt(0))
        || !isPlain(name.charAt(name.length() - 1))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isPlain(name.charAt(i)) && name.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }

  /// Whether the character may stand anywhere in such a name.
  public static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
