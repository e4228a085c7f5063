package io.jupyterflow.core.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON into a tree of maps, lists, texts, numbers, booleans and null: the form that
/// [JsonText] writes. Objects keep the order of their keys. What follows the object is not looked
/// at.
public final class JsonTree {

  private JsonTree() {}

  /// Reads one object in UTF-8 and closes the stream.
  ///
  /// @throws IllegalArgumentException where the text is not an object or is torn
  public static Map<String, @Nullable Object> object(InputStream in) {
    try (in) {
      return object(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
  }

  /// Reads the object that a text in UTF-8 holds.
  ///
  /// @throws IllegalArgumentException where the text is not an object or is torn
  public static Map<String, @Nullable Object> object(byte[] text) {
    return new JsonReader(text).object();
  }

  /// Reads the object that a text holds.
  ///
  /// @throws IllegalArgumentException where the text is not an object or is torn
  public static Map<String, @Nullable Object> object(String text) {
    return object(text.getBytes(StandardCharsets.UTF_8));
  }
}
