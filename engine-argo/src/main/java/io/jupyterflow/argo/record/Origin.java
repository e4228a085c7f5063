package io.jupyterflow.argo.record;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.kubernetes.client.KubeObject;
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
    KubeObject fields = KubeObject.parse(text);
    Set<String> reused = new LinkedHashSet<>();
    if (fields.value("reused").orElse(null) instanceof List<?> names) {
      names.forEach(name -> reused.add(String.valueOf(name)));
    }
    String parent = fields.text("parent");
    return new Origin(
        fields.text("namespace"),
        fields.text("uid"),
        FinalSnapshot.time(fields.text("created"), Instant.EPOCH),
        parent.isEmpty() ? null : parent,
        reused,
        fields.text("directory"));
  }
}
