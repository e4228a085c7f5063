package io.jupyterflow.core.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node as a tree for documents: maps, lists, text, numbers, booleans and null.
public final class YamlTree {

  private YamlTree() {}

  /// The tree of a node. Nodes are bounded in depth and number when they are read.
  public static @Nullable Object of(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence list -> {
        List<@Nullable Object> items = new ArrayList<>(list.items().size());
        list.items().forEach(item -> items.add(of(item)));
        yield Collections.unmodifiableList(items);
      }
      case YamlNode.Mapping mapping -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> map.put(entry.key().text(), of(entry.value())));
        yield Collections.unmodifiableMap(map);
      }
    };
  }

  private static @Nullable Object scalar(YamlNode.Scalar scalar) {
    return switch (scalar.kind()) {
      case NULL -> null;
      case TEXT -> scalar.text();
      case BOOLEAN -> scalar.text().equalsIgnoreCase("true");
      case INTEGER, DECIMAL -> new BigDecimal(scalar.text());
    };
  }
}
