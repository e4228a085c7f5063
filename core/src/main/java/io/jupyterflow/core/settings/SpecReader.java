package io.jupyterflow.core.settings;

import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import io.jupyterflow.core.yaml.ScalarKind;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlTree;
import io.jupyterflow.core.yaml.YamlValues;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads `spec`, with the keys of the first JupyterFlow and `namespace`: variables and resources
/// mean the same on every engine, the rest is kept for a cluster.
final class SpecReader {

  private static final List<String> LISTS =
      List.of("imagePullSecrets", "env_from", "envFrom", "volumes", "volumeMounts", "tolerations");
  private static final List<String> TEXTS =
      List.of("image", "imagePullPolicy", "serviceAccountName", "namespace");
  private static final List<String> INTEGERS = List.of("runAsUser", "runAsGroup");

  static final List<String> KEYS =
      List.of(
          "image",
          "imagePullPolicy",
          "imagePullSecrets",
          "env",
          "env_from",
          "envFrom",
          "resources",
          "nodeSelector",
          "runAsUser",
          "runAsGroup",
          "supplementalGroups",
          "serviceAccountName",
          "volumes",
          "volumeMounts",
          "tolerations",
          "labels",
          "annotations",
          "namespace");

  private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");

  private final YamlValues values;
  private final boolean isEnforced;
  private final Map<String, Setting<String>> env = new LinkedHashMap<>();
  private final Map<String, Setting<Object>> kubernetes = new LinkedHashMap<>();
  private @Nullable Setting<BigDecimal> cpu;
  private @Nullable Setting<Long> memory;
  private @Nullable Setting<Integer> gpu;

  SpecReader(YamlValues values, boolean isEnforced) {
    this.values = values;
    this.isEnforced = isEnforced;
  }

  void read(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.NULL) {
      return;
    }
    Optional<YamlNode.Mapping> spec =
        values.mapping(node, "spec", "a mapping such as {image: …}", KEYS);
    if (spec.isEmpty()) {
      return;
    }
    for (YamlNode.Entry entry : spec.get().entries()) {
      String key = entry.key().text();
      YamlNode value = entry.value();
      switch (key) {
        case "env" -> env(value);
        case "resources" -> resources(value);
        case "labels", "annotations" ->
            new MetadataReader(values)
                .read(
                    key,
                    value,
                    (name, scalar) -> kubernetes.put(name, setting(scalar.text(), scalar)));
        default -> {
          if (KEYS.contains(key) && fits(key, value)) {
            keep(key, value);
          }
        }
      }
    }
  }

  private boolean fits(String key, YamlNode node) {
    String what = "spec." + key;
    if (LISTS.contains(key)) {
      return values.list(node, what, "a list").isPresent();
    } else if (key.equals("supplementalGroups")) {
      boolean fits = true;
      for (YamlNode group : values.list(node, what, "a list such as [5000]").orElse(List.of())) {
        fits &= values.integer(group, "an item of " + what, 0, Integer.MAX_VALUE).isPresent();
      }
      return fits && node instanceof YamlNode.Sequence;
    } else if (INTEGERS.contains(key)) {
      return values.integer(node, what, 0, Integer.MAX_VALUE).isPresent();
    } else if (TEXTS.contains(key)) {
      Optional<YamlNode.Scalar> text = values.text(node, what, "text");
      if (key.equals("imagePullPolicy")
          && text.isPresent()
          && !PULL_POLICIES.contains(text.get().text())) {
        values.wrongType(node, what, "one of " + String.join(", ", PULL_POLICIES));
        return false;
      }
      return text.isPresent();
    }
    return values.anyMapping(node, what, "a mapping").isPresent();
  }

  private void keep(String key, YamlNode node) {
    Object tree = YamlTree.of(node);
    if (tree != null) {
      kubernetes.put(key, setting(tree, node));
    }
  }

  private void env(YamlNode node) {
    String wanted = "a list such as [{name: SEED, value: \"7\"}]";
    for (YamlNode item : values.list(node, "spec.env", wanted).orElse(List.of())) {
      Optional<YamlNode.Mapping> variable =
          values.mapping(
              item, "an item of spec.env", "{name, value}", List.of("name", "value", "valueFrom"));
      if (variable.isEmpty()) {
        continue;
      }
      Optional<String> name =
          variable
              .get()
              .value("name")
              .flatMap(n -> values.sourceText(n, "name in spec.env", "the name of a variable"));
      if (name.isEmpty() || name.get().isEmpty() || name.get().indexOf('=') >= 0) {
        values.error(
            "missing-key",
            item,
            "a variable of spec.env has no name",
            "write {name: SEED, value: \"7\"}");
        continue;
      }
      if (variable.get().value("valueFrom").isPresent()) {
        keep("env." + name.get(), item);
        continue;
      }
      String text =
          variable
              .get()
              .value("value")
              .filter(v -> v instanceof YamlNode.Scalar s && s.kind() != ScalarKind.NULL)
              .map(v -> ((YamlNode.Scalar) v).text())
              .orElse("");
      env.put(name.get(), setting(text, item));
    }
  }

  /// What a job asks for is what Kubernetes calls requests; limits count where there are none.
  private void resources(YamlNode node) {
    Optional<YamlNode.Mapping> resources =
        values.mapping(
            node, "spec.resources", "{requests: …, limits: …}", List.of("requests", "limits"));
    if (resources.isEmpty()) {
      return;
    }
    for (String part : List.of("limits", "requests")) {
      resources
          .get()
          .value(part)
          .flatMap(n -> values.anyMapping(n, "spec.resources." + part, "{cpu: 1, memory: 2Gi}"))
          .ifPresent(amounts -> amounts(part, amounts));
    }
    keep("resources", node);
  }

  private void amounts(String part, YamlNode.Mapping amounts) {
    for (YamlNode.Entry entry : amounts.entries()) {
      String key = entry.key().text();
      String what = "spec.resources." + part + "." + key;
      YamlNode node = entry.value();
      if (key.equals("cpu")) {
        cpu = Setting.stronger(cpu, quantity(node, what, Cores.EXAMPLE, Cores::parse));
      } else if (key.equals("memory")) {
        memory = Setting.stronger(memory, quantity(node, what, Bytes.EXAMPLE, Bytes::asked));
      } else if (key.endsWith("/gpu")) {
        gpu =
            Setting.stronger(
                gpu, values.integer(node, what, 0, 1024).map(n -> setting(n, node)).orElse(null));
      }
    }
  }

  private <T> @Nullable Setting<T> quantity(
      YamlNode node, String what, String wanted, Function<String, Optional<T>> parse) {
    Optional<T> read =
        node instanceof YamlNode.Scalar scalar ? parse.apply(scalar.text()) : Optional.empty();
    if (read.isEmpty()) {
      values.wrongType(node, what, wanted);
      return null;
    }
    return setting(read.get(), node);
  }

  private <T> Setting<T> setting(T value, YamlNode node) {
    return new Setting<>(value, values.source().of(node).toString(), isEnforced);
  }

  @Nullable Setting<BigDecimal> cpu() {
    return cpu;
  }

  @Nullable Setting<Long> memory() {
    return memory;
  }

  @Nullable Setting<Integer> gpu() {
    return gpu;
  }

  Map<String, Setting<String>> env() {
    return env;
  }

  Map<String, Setting<Object>> kubernetes() {
    return kubernetes;
  }
}
