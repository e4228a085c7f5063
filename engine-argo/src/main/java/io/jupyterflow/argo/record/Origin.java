package io.jupyterflow.argo.record;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.JsonTree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a run came from: `argo.json` in its folder, by which the folder is known as this engine's.
///
/// @param uid of the Workflow, which tells it from another of the same name
/// @param directory where its jobs work
/// @param reused names of the jobs whose results were taken over from `parent`
public record Origin(
    String namespace,
    String uid,
    Instant created,
    @Nullable String parent,
    Set<String> reused,
    String directory) {

  public Origin {
    reused = Set.copyOf(reused);
  }

  String text() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("namespace", namespace);
    fields.put("uid", uid);
    fields.put("created", created.toString());
    fields.put("parent", parent);
    fields.put("reused", List.copyOf(reused));
    fields.put("directory", directory);
    return JsonText.pretty(fields);
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws IllegalArgumentException where it is nothing of the kind
  static Origin parse(String text) {
    Map<String, @Nullable Object> fields = JsonTree.object(text);
    Set<String> reused = new LinkedHashSet<>();
    if (fields.get("reused") instanceof List<?> names) {
      names.forEach(name -> reused.add(String.valueOf(name)));
    }
    Object parent = fields.get("parent");
    return new Origin(
        word(fields, "namespace"),
        word(fields, "uid"),
        FinalSnapshot.time(fields.get("created"), Instant.EPOCH),
        parent == null ? null : parent.toString(),
        reused,
        word(fields, "directory"));
  }

  private static String word(Map<String, @Nullable Object> fields, String key) {
    return fields.get(key) instanceof String text ? text : "";
  }
}
