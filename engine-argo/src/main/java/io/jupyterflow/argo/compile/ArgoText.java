package io.jupyterflow.argo.compile;

import io.jupyterflow.core.document.JsonText;
import java.util.List;
import java.util.Map;

/// How text of the user gets through the two expanders on its way into a container unchanged.
///
/// The controller replaces `{{…}}` in the whole Workflow, in several passes, and has no escape. But
/// a `podSpecPatch` is text that holds JSON, and is parsed only after the last pass: there a `{`
/// can be written as an escape of JSON's. The controller also quotes a parameter as Go does, which
/// is JSON only as long as all of it is printable: so a patch is plain ASCII, save letters that
/// every version of Unicode knows.
///
/// The kubelet then replaces `$(NAME)` and makes `$$` one `$`, in command, args and the values of
/// variables: every `$` is doubled.
final class ArgoText {

  private static final String HEX = "0123456789abcdef";

  private ArgoText() {}

  /// The text that the kubelet turns into this value.
  static String forKubelet(String value) {
    return value.indexOf('$') < 0 ? value : value.replace("$", "$$");
  }

  /// The texts that the kubelet turns into these values.
  static List<String> forKubelet(List<String> values) {
    return values.stream().map(ArgoText::forKubelet).toList();
  }

  /// A patch of a pod as the text of a parameter.
  static String patch(Map<String, ?> tree) {
    String json = JsonText.line(tree);
    StringBuilder text = new StringBuilder(json.length() + 16);
    char before = ' ';
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      // two of them never stand together but in a text
      boolean isTag =
          c == '{' && (before == '{' || (i + 1 < json.length() && json.charAt(i + 1) == '{'));
      if (!isTag && (c < 0x7f || isKnownLetter(c))) {
        text.append(c);
      } else {
        escape(c, text);
      }
      before = c;
    }
    return text.toString();
  }

  /// Whether the controller would take a part of this text for a tag.
  static boolean hasTag(String text) {
    return text.contains("{{");
  }

  private static boolean isKnownLetter(char c) {
    return (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7)
        || (c >= 0x391 && c <= 0x3a1)
        || (c >= 0x3b1 && c <= 0x3c9)
        || (c >= 0x410 && c <= 0x44f)
        || (c >= 0x3041 && c <= 0x3096)
        || (c >= 0x30a1 && c <= 0x30fa)
        || (c >= 0x4e00 && c <= 0x9fa5)
        || (c >= 0xac00 && c <= 0xd7a3);
  }

  private static void escape(char c, StringBuilder text) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
