package io.jupyterflow.core.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the few shapes of values that documents hold. The parser stands on the first token of the
/// value, and on its last afterwards.
final class JsonValues {

  private JsonValues() {}

  static List<String> strings(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("a list expected at " + json.currentName());
    }
    List<String> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(json.getString());
    }
    return List.copyOf(values);
  }

  static Map<String, String> map(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("a mapping expected at " + json.currentName());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      values.put(key, json.getString());
    }
    return values;
  }
}
