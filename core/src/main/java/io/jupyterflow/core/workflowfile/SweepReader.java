package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.workflowfile.JobSpec.SweepSpec;
import io.jupyterflow.core.yaml.ScalarKind;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `sweep`: for each hyperparameter a list, a single value, or a range.
final class SweepReader {

  private final YamlValues values;
  private final String owner;

  SweepReader(YamlValues values, String owner) {
    this.values = values;
    this.owner = owner;
  }

  List<SweepSpec> read(YamlNode node) {
    List<SweepSpec> read = new ArrayList<>();
    Optional<YamlNode.Mapping> mapping =
        values.anyMapping(node, "sweep of " + owner, "a mapping such as {epoch: [10, 20]}");
    if (mapping.isPresent()) {
      for (YamlNode.Entry entry : mapping.get().entries()) {
        if (!FileKeys.HYPERPARAMETER.matcher(entry.key().text()).matches()) {
          values.error(
              "invalid-name",
              entry.key(),
              "the sweep of " + owner + " has the hyperparameter " + entry.key().description(),
              "a hyperparameter begins with a letter or _ and has letters, digits and _ . - / @");
        }
        choices(entry.key(), entry.value()).ifPresent(read::add);
      }
    }
    return read;
  }

  private Optional<SweepSpec> choices(YamlNode.Scalar key, YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar ->
          Optional.of(new SweepSpec.Values(key, texts(key, List.of(scalar))));
      case YamlNode.Sequence list -> {
        if (list.items().isEmpty()) {
          values.error(
              "empty-sweep",
              list,
              "the sweep of " + key.text() + " has no values",
              "write at least one, or remove it");
        }
        yield Optional.of(new SweepSpec.Values(key, texts(key, list.items())));
      }
      case YamlNode.Mapping range -> range(key, range);
    };
  }

  private List<String> texts(YamlNode.Scalar key, List<YamlNode> items) {
    List<String> texts = new ArrayList<>(items.size());
    for (YamlNode item : items) {
      values
          .sourceText(
              item, "a value of " + key.text(), "a single value, such as 0.1; quote an empty one")
          .ifPresent(texts::add);
    }
    return texts;
  }

  private Optional<SweepSpec> range(YamlNode.Scalar key, YamlNode.Mapping range) {
    String what = "the range of " + key.text();
    values.mapping(range, what, "{from, to, step}", FileKeys.RANGE);
    YamlNode.Scalar from = end(range, what, "from");
    YamlNode.Scalar to = end(range, what, "to");
    YamlNode.Scalar step =
        range.value("step").flatMap(node -> number(node, "step of " + what)).orElse(null);
    return from == null || to == null
        ? Optional.empty()
        : Optional.of(new SweepSpec.Range(key, from, to, step));
  }

  private YamlNode.@Nullable Scalar end(YamlNode.Mapping range, String what, String key) {
    Optional<YamlNode> node = range.value(key);
    if (node.isEmpty()) {
      values.error(
          "missing-key", range, what + " has no " + key, "write {from: 0.1, to: 0.5, step: 0.1}");
      return null;
    }
    return number(node.get(), key + " of " + what).orElse(null);
  }

  private Optional<YamlNode.Scalar> number(YamlNode node, String what) {
    if (node instanceof YamlNode.Scalar scalar
        && (scalar.kind() == ScalarKind.INTEGER || scalar.kind() == ScalarKind.DECIMAL)) {
      return Optional.of(scalar);
    }
    values.wrongType(node, what, "a number");
    return Optional.empty();
  }
}
