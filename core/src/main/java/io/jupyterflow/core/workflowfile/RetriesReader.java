package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.quantity.TimeSpan;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `retries`: a number, or `{limit, on, backoff, memory}`.
final class RetriesReader {

  static final int MOST = 1000;

  private static final Pattern FACTOR = Pattern.compile("x[1-9][0-9]?(\\.[0-9]{1,3})?");

  private final YamlValues values;
  private final String what;

  RetriesReader(YamlValues values, String owner) {
    this.values = values;
    this.what = "retries of " + owner;
  }

  Optional<Retries> read(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping)) {
      return values.integer(node, what, 0, MOST).map(Retries::of);
    }
    return values.mapping(node, what, "a number", FileKeys.RETRIES).flatMap(this::mapping);
  }

  private Optional<Retries> mapping(YamlNode.Mapping mapping) {
    Set<RetryCause> on =
        mapping.value("on").map(this::causes).orElse(EnumSet.allOf(RetryCause.class));
    Duration backoff = mapping.value("backoff").flatMap(this::backoff).orElse(Duration.ZERO);
    @Nullable BigDecimal memory = mapping.value("memory").flatMap(this::factor).orElse(null);
    Optional<YamlNode> limit = mapping.value("limit");
    if (limit.isEmpty()) {
      values.error("missing-key", mapping, what + " have no limit", "say how many: {limit: 2, …}");
      return Optional.empty();
    }
    return values
        .integer(limit.get(), "limit of the " + what, 0, MOST)
        .map(n -> new Retries(n, on, backoff, memory));
  }

  private Set<RetryCause> causes(YamlNode node) {
    Set<RetryCause> causes = EnumSet.noneOf(RetryCause.class);
    List<YamlNode> items = node instanceof YamlNode.Sequence list ? list.items() : List.of(node);
    if (items.isEmpty()) {
      values.error(
          "wrong-type",
          node,
          "on of the " + what + " is an empty list",
          "remove it to retry always");
    }
    for (YamlNode item : items) {
      String text = item instanceof YamlNode.Scalar scalar ? scalar.text() : "";
      Optional<RetryCause> cause = cause(text);
      cause.ifPresent(causes::add);
      if (cause.isEmpty()) {
        List<String> known = new ArrayList<>();
        for (RetryCause each : RetryCause.values()) {
          known.add(each.text());
        }
        values.error(
            "unknown-cause",
            item,
            "on of the " + what + " is " + item.description(),
            SpellingSuggestion.to(text, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("it knows " + String.join(", ", known)));
      }
    }
    return causes;
  }

  private static Optional<RetryCause> cause(String text) {
    for (RetryCause cause : RetryCause.values()) {
      if (cause.text().equals(text)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  private Optional<Duration> backoff(YamlNode node) {
    Optional<Duration> read =
        node instanceof YamlNode.Scalar scalar ? TimeSpan.parse(scalar.text()) : Optional.empty();
    if (read.isEmpty()) {
      values.wrongType(node, "backoff of the " + what, TimeSpan.EXAMPLE);
    }
    return read;
  }

  private Optional<BigDecimal> factor(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar && FACTOR.matcher(scalar.text()).matches()) {
      return Optional.of(new BigDecimal(scalar.text().substring(1)));
    }
    values.wrongType(
        node, "memory of the " + what, "what it grows by after each oom, such as x2 or x1.5");
    return Optional.empty();
  }
}
