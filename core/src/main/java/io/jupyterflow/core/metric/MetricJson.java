package io.jupyterflow.core.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// One line of `$JUPYTERFLOW_METRICS`: a JSON object such as `{"loss": 0.3, "epoch": 1}`, with
/// `NaN` and `Infinity` as Python writes them.
final class MetricJson {

  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /// The numbers of the object, in order (a name's last counts); values that are no numbers are
  /// left out. Nothing where the line is no JSON object.
  Optional<Map<String, Double>> parse(byte[] bytes, int length) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT) {
          metrics.put(name, parser.getDoubleValue());
        } else {
          parser.skipChildren();
        }
      }
      return parser.nextToken() == null ? Optional.of(metrics) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
