package io.jupyterflow.local.runfolder;

import io.jupyterflow.core.document.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// `options.json`: how a run was asked to be run.
///
/// @param createdAt when it was submitted, in milliseconds since 1970
/// @param width how many jobs at once, 0 for as many as there are cores
/// @param gpus the devices that jobs may be given
/// @param parent the run it is a rerun of, or null
/// @param reused jobs whose results were taken over from it
public record StoredRunOptions(
    long createdAt,
    int width,
    boolean failFast,
    List<String> gpus,
    @Nullable String parent,
    Set<String> reused) {

  public StoredRunOptions {
    gpus = List.copyOf(gpus);
    reused = Set.copyOf(reused);
  }

  /// The file's text.
  public String toJson() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("createdAt", createdAt);
    tree.put("width", width);
    tree.put("failFast", failFast);
    tree.put("gpus", gpus);
    if (parent != null) {
      tree.put("parent", parent);
    }
    tree.put("reused", reused.stream().sorted().toList());
    return JsonText.line(tree);
  }

  /// Reads what [#toJson] gave.
  public static StoredRunOptions read(Path file) throws IOException {
    long createdAt = 0;
    int width = 0;
    boolean failFast = false;
    String parent = null;
    List<String> gpus = List.of();
    Set<String> reused = Set.of();
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      for (String field = json.nextName(); field != null; field = json.nextName()) {
        json.nextToken();
        switch (field) {
          case "createdAt" -> createdAt = json.getLongValue();
          case "width" -> width = json.getIntValue();
          case "failFast" -> failFast = json.getBooleanValue();
          case "parent" -> parent = json.getString();
          case "gpus" -> gpus = strings(json);
          case "reused" -> reused = new LinkedHashSet<>(strings(json));
          default -> json.skipChildren();
        }
      }
    }
    return new StoredRunOptions(createdAt, width, failFast, gpus, parent, reused);
  }

  static List<String> strings(JsonParser json) {
    List<String> found = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      found.add(json.getString());
    }
    return found;
  }
}
