package io.jupyterflow.kubernetes.pod;

import java.util.Map;

/// The syntax in which a pod's document has the values of variables: the kubelet replaces `$(NAME)`
/// by a variable it has by then, and makes `$$` one `$`.
public final class KubeletText {

  private KubeletText() {}

  /// The text that the kubelet turns into this value.
  public static String of(String value) {
    return value.indexOf('$') < 0 ? value : value.replace("$", "$$");
  }

  /// The value that the kubelet makes of a text.
  ///
  /// @param variables what there is when it does; a reference to any other stays as it is
  public static String expanded(String text, Map<String, String> variables) {
    int dollar = text.indexOf('$');
    if (dollar < 0) {
      return text;
    }
    StringBuilder value = new StringBuilder();
    int done = 0;
    while (dollar >= 0 && dollar + 1 < text.length()) {
      value.append(text, done, dollar);
      char next = text.charAt(dollar + 1);
      int close = next == '(' ? text.indexOf(')', dollar) : -1;
      if (next == '$') {
        value.append('$');
        done = dollar + 2;
      } else if (close > 0) {
        String known = variables.get(text.substring(dollar + 2, close));
        value.append(known == null ? text.substring(dollar, close + 1) : known);
        done = close + 1;
      } else {
        value.append('$');
        done = dollar + 1;
      }
      dollar = text.indexOf('$', done);
    }
    return value.append(text, done, text.length()).toString();
  }
}
