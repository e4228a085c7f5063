package io.jupyterflow.kubernetes.pod;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Names as Kubernetes takes them for the value of a label: at most 63 of ASCII letters, digits,
/// `-`, `_` and `.`, the first and the last a letter or digit.
public final class LabelValue {

  private static final int LONGEST = 63;
  private static final int HASH = 8;

  private LabelValue() {}

  /// The name itself where it is a label's value, else one made of what fits of it and a hash of
  /// all of it: two names never become one by that alone.
  public static String of(String name) {
    if (name.isEmpty() || isLegal(name)) {
      return name;
    }
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < name.length() && kept.length() < LONGEST - HASH - 1; i++) {
      char c = name.charAt(i);
      if (isAlphanumeric(c)) {
        kept.append(c);
      } else if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != '-') {
        kept.append('-');
      }
    }
    if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != '-') {
      kept.append('-');
    }
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    String hex = Long.toHexString(hash.getValue());
    return kept.append("0".repeat(HASH - hex.length())).append(hex).toString();
  }

  private static boolean isLegal(String name) {
    int last = name.length() - 1;
    if (last >= LONGEST || !isAlphanumeric(name.charAt(0)) || !isAlphanumeric(name.charAt(last))) {
      return false;
    }
    for (int i = 0; i <= last; i++) {
      char c = name.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
