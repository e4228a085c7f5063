package io.jupyterflow.core.yaml;

import java.util.List;
import java.util.Optional;

/// A part of a YAML file. An alias is the very node that its anchor names.
public sealed interface YamlNode {

  /// Where it begins in the text of the file, in chars.
  int start();

  /// Where it ends.
  int end();

  /// How many nodes it is made of, those behind aliases counted each time.
  long size();

  /// What it is called in messages: `a list`.
  String description();

  /// A single value.
  ///
  /// @param text its value, quotes and escapes resolved
  /// @param kind what it is to a reader of YAML 1.2
  record Scalar(String text, ScalarKind kind, int start, int end) implements YamlNode {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public String description() {
      return switch (kind) {
        case NULL -> "empty";
        case BOOLEAN, INTEGER, DECIMAL -> text;
        case TEXT ->
            text.isBlank()
                ? "blank"
                : "'" + (text.length() > 60 ? text.substring(0, 57) + "…" : text) + "'";
      };
    }
  }

  /// A list.
  record Sequence(List<YamlNode> items, int start, int end, long size) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String description() {
      return "a list";
    }
  }

  /// A mapping, its keys unique.
  record Mapping(List<Entry> entries, int start, int end, long size) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /// The value of a key.
    public Optional<YamlNode> value(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }

    @Override
    public String description() {
      return "a mapping";
    }
  }

  /// A key and its value.
  record Entry(Scalar key, YamlNode value) {}
}
