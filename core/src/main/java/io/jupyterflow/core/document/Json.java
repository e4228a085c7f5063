package io.jupyterflow.core.document;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Writes documents made of maps, lists, strings, numbers, booleans and null as JSON.
public final class Json {

  private Json() {}

  /// Writes one value and leaves the stream open. Numbers that JSON has no form for, NaN and the
  /// infinities, become strings.
  public static void write(Object value, OutputStream out) {
    JsonFactory factory = new JsonFactory();
    try (JsonGenerator json = generator(factory, out)) {
      write(json, value);
    }
  }

  static JsonGenerator generator(JsonFactory factory, OutputStream out) {
    JsonGenerator json =
        factory.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
    json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
    return json;
  }

  // a pattern switch costs its first caller 3 ms that no AOT cache takes away
  @SuppressWarnings("IfChainToSwitch")
  static void write(JsonGenerator json, @Nullable Object value) {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Iterable<?> values) {
      json.writeStartArray();
      for (Object each : values) {
        write(json, each);
      }
      json.writeEndArray();
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeString(number.toString());
      }
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      throw new IllegalArgumentException("no JSON form of " + value.getClass());
    }
  }
}
