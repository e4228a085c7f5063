package io.jupyterflow.core.settings;

import io.jupyterflow.core.quantity.TimeSpan;
import io.jupyterflow.core.yaml.ScalarKind;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one file of settings.
final class SettingsReader {

  static final List<String> KEYS = List.of("spec", "engine", "jobs", "retries", "timeout");

  private final YamlValues values;
  private final boolean mayEnforce;
  private final List<String> engines;

  /// @param mayEnforce whether it is an administrator's, whose `enforce:` wins over all
  /// @param engines the words that choose an engine
  SettingsReader(YamlValues values, boolean mayEnforce, List<String> engines) {
    this.values = values;
    this.mayEnforce = mayEnforce;
    this.engines = engines;
  }

  /// What a file says, and what it enforces.
  record Result(SettingsLayer layer, SettingsLayer enforced) {
    static final Result EMPTY = new Result(SettingsLayer.EMPTY, SettingsLayer.EMPTY);
  }

  Result read(YamlNode root) {
    if (root instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.NULL) {
      return Result.EMPTY;
    }
    List<String> known = new ArrayList<>(KEYS);
    if (mayEnforce) {
      known.add("enforce");
    }
    Optional<YamlNode.Mapping> file =
        values.mapping(root, "the file", "a mapping such as {engine: local}", known);
    if (file.isEmpty()) {
      return Result.EMPTY;
    }
    SettingsLayer enforced = SettingsLayer.EMPTY;
    Optional<YamlNode> block = mayEnforce ? file.get().value("enforce") : Optional.empty();
    if (block.isPresent()) {
      enforced =
          values
              .mapping(block.get(), "enforce", "a mapping such as {engine: argo}", KEYS)
              .map(mapping -> layer(mapping, true))
              .orElse(SettingsLayer.EMPTY);
    }
    return new Result(layer(file.get(), false), enforced);
  }

  private SettingsLayer layer(YamlNode.Mapping mapping, boolean isEnforced) {
    SpecReader spec = new SpecReader(values, isEnforced);
    mapping.value("spec").ifPresent(spec::read);
    return new SettingsLayer(
        mapping.value("engine").map(node -> engine(node, isEnforced)).orElse(null),
        integer(mapping, "jobs", 100_000, isEnforced),
        integer(mapping, "retries", 1000, isEnforced),
        mapping.value("timeout").map(node -> timeout(node, isEnforced)).orElse(null),
        spec.cpu(),
        spec.memory(),
        spec.gpu(),
        spec.env(),
        spec.kubernetes());
  }

  private @Nullable Setting<String> engine(YamlNode node, boolean isEnforced) {
    if (node instanceof YamlNode.Scalar scalar && engines.contains(scalar.text())) {
      return setting(scalar.text(), node, isEnforced);
    }
    values.wrongType(node, "engine", "one of " + String.join(", ", engines));
    return null;
  }

  private @Nullable Setting<Integer> integer(
      YamlNode.Mapping mapping, String key, int most, boolean isEnforced) {
    return mapping
        .value(key)
        .flatMap(node -> values.integer(node, key, 0, most).map(n -> setting(n, node, isEnforced)))
        .orElse(null);
  }

  private @Nullable Setting<Duration> timeout(YamlNode node, boolean isEnforced) {
    Optional<Duration> read =
        node instanceof YamlNode.Scalar scalar
            ? TimeSpan.parse(scalar.text()).filter(Duration::isPositive)
            : Optional.empty();
    if (read.isEmpty()) {
      values.wrongType(node, "timeout", TimeSpan.EXAMPLE);
      return null;
    }
    return setting(read.get(), node, isEnforced);
  }

  private <T> Setting<T> setting(T value, YamlNode node, boolean isEnforced) {
    return new Setting<>(value, values.source().of(node).toString(), isEnforced);
  }
}
