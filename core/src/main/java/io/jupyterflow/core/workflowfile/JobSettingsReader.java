package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import io.jupyterflow.core.quantity.TimeSpan;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads resources, retries, timeout, variables and metrics of a job or of `defaults`.
final class JobSettingsReader {

  static final int MOST_GPUS = 1024;

  private final YamlValues values;
  private final String owner;

  JobSettingsReader(YamlValues values, String owner) {
    this.values = values;
    this.owner = owner;
  }

  JobSettings read(YamlNode.Mapping mapping) {
    Resources resources =
        new Resources(
            quantity(mapping, "cpu", Cores.EXAMPLE, Cores::parse).orElse(null),
            quantity(mapping, "memory", Bytes.EXAMPLE, Bytes::asked).orElse(null),
            mapping
                .value("gpu")
                .flatMap(node -> values.integer(node, "gpu of " + owner, 0, MOST_GPUS))
                .orElse(null));
    return new JobSettings(
        resources,
        mapping
            .value("retries")
            .flatMap(node -> new RetriesReader(values, owner).read(node))
            .orElse(null),
        quantity(mapping, "timeout", TimeSpan.EXAMPLE, JobSettingsReader::timeout).orElse(null),
        mapping.value("env").map(this::env).orElse(Map.of()),
        mapping.value("metrics").map(this::metrics).orElse(Map.of()));
  }

  private static Optional<Duration> timeout(String text) {
    return TimeSpan.parse(text).filter(Duration::isPositive);
  }

  private <T> Optional<T> quantity(
      YamlNode.Mapping mapping, String key, String wanted, Function<String, Optional<T>> parse) {
    Optional<YamlNode> node = mapping.value(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> read =
        node.get() instanceof YamlNode.Scalar scalar
            ? parse.apply(scalar.text())
            : Optional.empty();
    if (read.isEmpty()) {
      values.wrongType(node.get(), key + " of " + owner, wanted);
    }
    return read;
  }

  private Map<String, String> env(YamlNode node) {
    Map<String, String> env =
        texts(node, "env", "a mapping such as {SEED: \"7\"}", FileKeys.VARIABLE, "NAME: value");
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        if (Secrets.isSecret(entry.key().text(), env.getOrDefault(entry.key().text(), ""))) {
          values.warn(
              "secret-in-file",
              entry.key(),
              "the file holds the value of " + entry.key().text() + ", which looks like a secret",
              "set it in the environment instead: jobs get the variables you have");
        }
      }
    }
    return env;
  }

  private Map<String, String> metrics(YamlNode node) {
    return texts(
        node,
        "metrics",
        "a mapping such as {loss: 'loss: ([0-9.]+)'}",
        FileKeys.METRIC,
        "name: 'text ([0-9.]+)'");
  }

  private Map<String, String> texts(
      YamlNode node, String key, String wanted, Pattern names, String example) {
    String what = key + " of " + owner;
    Map<String, String> read = new LinkedHashMap<>();
    for (YamlNode.Entry entry :
        values.anyMapping(node, what, wanted).map(YamlNode.Mapping::entries).orElse(List.of())) {
      String name = entry.key().text();
      if (!names.matcher(name).matches()) {
        values.error(
            "invalid-name",
            entry.key(),
            what + " has the name " + entry.key().description(),
            "write " + example);
      }
      values
          .sourceText(entry.value(), name + " in " + what, "a value; write \"\" for an empty one")
          .ifPresent(value -> read.put(name, value));
    }
    return read;
  }
}
