package io.jupyterflow.kubernetes.client;

import io.jupyterflow.core.document.JsonTree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Kubernetes object, or a part of one, as a tree. What is absent reads as empty, so that a path
/// into an object needs no questions on the way.
///
/// @param tree maps with text keys, lists, texts, numbers, booleans and null; not to be changed
public record KubeObject(Map<String, @Nullable Object> tree) {

  public static final KubeObject EMPTY = new KubeObject(Map.of());

  // Written out: the class file of a compact constructor does not say that values may be null.
  public KubeObject(Map<String, @Nullable Object> tree) {
    this.tree = Collections.unmodifiableMap(tree);
  }

  /// Reads an object from JSON.
  ///
  /// @throws IllegalArgumentException where it is none
  public static KubeObject parse(String json) {
    return new KubeObject(JsonTree.object(json));
  }

  /// The value at a path of keys.
  public Optional<Object> value(String... path) {
    return Optional.ofNullable(at(path));
  }

  /// The text at a path; numbers and booleans as JSON writes them, empty where there is nothing.
  public String text(String... path) {
    Object value = at(path);
    return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
  }

  /// The whole number at a path, or 0.
  public long number(String... path) {
    return at(path) instanceof Number number ? number.longValue() : 0;
  }

  /// Whether there is a `true` at a path.
  public boolean isTrue(String... path) {
    return Boolean.TRUE.equals(at(path));
  }

  /// Whether there is anything at a path.
  public boolean has(String... path) {
    return at(path) != null;
  }

  /// The object at a path, or an empty one.
  @SuppressWarnings("unchecked") // JSON objects have text keys
  public KubeObject object(String... path) {
    return at(path) instanceof Map<?, ?> map
        ? new KubeObject((Map<String, @Nullable Object>) map)
        : EMPTY;
  }

  /// The objects in the list at a path; other elements are left out.
  @SuppressWarnings("unchecked") // JSON objects have text keys
  public List<KubeObject> objects(String... path) {
    List<KubeObject> objects = new ArrayList<>();
    if (at(path) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> map) {
          objects.add(new KubeObject((Map<String, @Nullable Object>) map));
        }
      }
    }
    return objects;
  }

  /// The texts of the map at a path, in order; other values are left out.
  public Map<String, String> texts(String... path) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(path)
        .tree()
        .forEach((key, value) -> {
          if (value instanceof String text) {
            texts.put(key, text);
          }
        });
    return texts;
  }

  public String name() {
    return text("metadata", "name");
  }

  public String resourceVersion() {
    return text("metadata", "resourceVersion");
  }

  /// A moment as the cluster writes it; nothing where there is none.
  public Optional<Instant> time(String... path) {
    String text = text(path);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// This object with another value at a key of its top level; null removes the key.
  public KubeObject with(String key, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
    if (value == null) {
      copy.remove(key);
    } else {
      copy.put(key, value instanceof KubeObject object ? object.tree : value);
    }
    return new KubeObject(copy);
  }

  /// This object as one that goes when its owner does.
  ///
  /// @param apiVersion the owner's
  /// @param kind the owner's
  /// @param owner as the server keeps it
  public KubeObject ownedBy(String apiVersion, String kind, KubeObject owner) {
    Map<String, @Nullable Object> reference = new LinkedHashMap<>();
    reference.put("apiVersion", apiVersion);
    reference.put("kind", kind);
    reference.put("name", owner.name());
    reference.put("uid", owner.text("metadata", "uid"));
    return with("metadata", object("metadata").with("ownerReferences", List.of(reference)));
  }

  private @Nullable Object at(String... path) {
    Object value = tree;
    for (String key : path) {
      if (!(value instanceof Map<?, ?> map)) {
        return null;
      }
      value = map.get(key);
      if (value == null) {
        return null;
      }
    }
    return Objects.requireNonNull(value);
  }
}
