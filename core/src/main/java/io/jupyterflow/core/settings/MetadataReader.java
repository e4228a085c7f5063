package io.jupyterflow.core.settings;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.environment.TemplateSecrets;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlValues;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Reads `spec.labels` and `spec.annotations`: what else job's pods have of them. What the cluster
/// would refuse is a problem here, and so is what would make jobs something else than jobs.
final class MetadataReader {

  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_PREFIX = 253;

  private static final String NAME_RULE =
      "write PREFIX/NAME or NAME: NAME is up to 63 letters, digits, -, _ and ., PREFIX a domain"
          + " such as example.com";

  /// Domains by which hubs, the controller and JupyterFlow know their own.
  private static final List<String> TAKEN =
      List.of("hub.jupyter.org/", "workflows.argoproj.io/", "jupyterflow.dev/");

  /// Names and `NAME=VALUE` by which hubs and Kubeflow find notebooks, and JupyterFlow its jobs.
  private static final List<String> TAKEN_LABELS =
      List.of(
          "notebook-name",
          "app.kubernetes.io/managed-by",
          "component=singleuser-server",
          "app.kubernetes.io/component=singleuser-server");

  /// Whose names speak of secrets and tokens without holding one.
  private static final List<String> NAMES_ONLY =
      List.of(
          "vault.hashicorp.com/",
          "azure.workload.identity/",
          "eks.amazonaws.com/",
          "pod-identity.alibabacloud.com/");

  private final YamlValues values;

  MetadataReader(YamlValues values) {
    this.values = values;
  }

  /// @param part `labels` or `annotations`
  /// @param keep gets each that is right: `labels.NAME` and the node of its value
  void read(String part, YamlNode node, BiConsumer<String, YamlNode.Scalar> keep) {
    String example = part.equals("labels") ? "{team: vision}" : "{example.com/note: text}";
    Optional<YamlNode.Mapping> mapping =
        values.anyMapping(node, "spec." + part, "a mapping such as " + example);
    if (mapping.isEmpty()) {
      return;
    }
    for (YamlNode.Entry entry : mapping.get().entries()) {
      String name = entry.key().text();
      String what = "spec." + part + "." + name;
      Optional<String> text = values.sourceText(entry.value(), what, "text; an empty one is \"\"");
      if (!isName(name)) {
        values.error(
            "wrong-name",
            entry.key(),
            "'" + name + "' can't be the name of one of spec." + part,
            NAME_RULE);
      } else if (text.isPresent() && isRight(part, name, text.get(), entry)) {
        keep.accept(part + "." + name, (YamlNode.Scalar) entry.value());
      }
    }
  }

  private boolean isRight(String part, String name, String text, YamlNode.Entry entry) {
    YamlNode node = entry.value();
    String what = "spec." + part + "." + name;
    boolean isLabel = part.equals("labels");
    if (isTaken(isLabel, name, text)) {
      values.error(
          "taken-name",
          node,
          what + " would make jobs look like a notebook or another part of the cluster",
          "leave it out, or use a name of your own");
      return false;
    }
    if (isLabel && !text.isEmpty() && !isPart(text)) {
      values.error(
          "wrong-value",
          node,
          "the value of " + what + " can't be a label's",
          "use up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit;"
              + " an annotation takes any text");
      return false;
    }
    if (isSecret(name, text)) {
      values.secretError(
          "secret-in-metadata",
          entry,
          "the value of "
              + what
              + " looks like a secret, and everyone who can list pods can read it",
          "set it as a variable: jobs inherit it, and it travels in a Secret");
      return false;
    }
    return true;
  }

  private static boolean isTaken(boolean isLabel, String name, String text) {
    for (String prefix : TAKEN) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return isLabel && (TAKEN_LABELS.contains(name) || TAKEN_LABELS.contains(name + "=" + text));
  }

  private static boolean isSecret(String name, String text) {
    for (String prefix : NAMES_ONLY) {
      if (name.startsWith(prefix)) {
        return TemplateSecrets.isIn(text);
      }
    }
    return Secrets.isSecret(name, text) || TemplateSecrets.isIn(text);
  }

  private static boolean isName(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? isPart(name)
        : isDomain(name.substring(0, slash)) && isPart(name.substring(slash + 1));
  }

  private static boolean isPart(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NAME || !isEnd(text)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDomain(String text) {
    if (text.isEmpty() || text.length() > LONGEST_PREFIX || !isEnd(text) || text.contains("..")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLower = isAlphanumeric(c) && !(c >= 'A' && c <= 'Z');
      if (!isLower && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isEnd(String text) {
    return isAlphanumeric(text.charAt(0)) && isAlphanumeric(text.charAt(text.length() - 1));
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
