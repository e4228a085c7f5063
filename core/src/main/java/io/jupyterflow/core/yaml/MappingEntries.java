package io.jupyterflow.core.yaml;

import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pairs the keys and values of a mapping: keys are single values and unique, `<<` takes over the
/// entries of other mappings that the mapping itself doesn't have.
final class MappingEntries {

  /// Mappings that each take over the one before would grow with the square of the file.
  private static final int MOST_TAKEN_OVER = 100_000;

  private final YamlSource source;
  private final List<Problem> problems;
  private int takenOver;

  MappingEntries(YamlSource source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  /// @param children keys and values by turns
  List<YamlNode.Entry> of(List<YamlNode> children) {
    List<YamlNode.Entry> entries = new ArrayList<>(children.size() / 2);
    Map<String, YamlNode.Scalar> seen = new HashMap<>();
    List<YamlNode> merged = new ArrayList<>();
    for (int i = 0; i + 1 < children.size(); i += 2) {
      if (!(children.get(i) instanceof YamlNode.Scalar key)) {
        problems.add(
            Problem.error(
                "key-not-text",
                source.of(children.get(i)),
                "a key is " + children.get(i).description() + ", but must be a name",
                "quote the text if it begins with { or ["));
        continue;
      }
      YamlNode value = children.get(i + 1);
      if (key.text().equals("<<") && source.text().startsWith("<<", key.start())) {
        merged.add(value);
        continue;
      }
      YamlNode.Scalar first = seen.putIfAbsent(key.text(), key);
      if (first == null) {
        entries.add(new YamlNode.Entry(key, value));
      } else {
        problems.add(
            Problem.error(
                "duplicate-key",
                source.of(key),
                "the key "
                    + key.text()
                    + " stands here twice, first on line "
                    + source.of(first).line(),
                "remove one of them"));
      }
    }
    if (!merged.isEmpty()) {
      merge(merged, entries, new HashSet<>(seen.keySet()));
    }
    return entries;
  }

  private void merge(List<YamlNode> merged, List<YamlNode.Entry> entries, Set<String> seen) {
    for (YamlNode node : merged) {
      List<YamlNode> mappings =
          node instanceof YamlNode.Sequence list ? list.items() : List.of(node);
      for (YamlNode candidate : mappings) {
        if (candidate instanceof YamlNode.Mapping mapping) {
          for (YamlNode.Entry entry : mapping.entries()) {
            if (takenOver < MOST_TAKEN_OVER && seen.add(entry.key().text())) {
              entries.add(entry);
              reportAt(++takenOver, candidate);
            }
          }
        } else {
          problems.add(
              Problem.error(
                  "merge-not-mapping",
                  source.of(candidate),
                  "<< takes over the keys of a mapping, but this is " + candidate.description(),
                  "write <<: *name, with &name before a mapping"));
        }
      }
    }
  }

  private void reportAt(int count, YamlNode node) {
    if (count == MOST_TAKEN_OVER) {
      problems.add(
          Problem.error(
              "too-many-aliases",
              source.of(node),
              "<< takes over more than " + MOST_TAKEN_OVER + " keys in this file",
              "write a sweep, or put what is common under defaults"));
    }
  }
}
