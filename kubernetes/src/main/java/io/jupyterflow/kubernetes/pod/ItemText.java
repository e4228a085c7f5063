package io.jupyterflow.kubernetes.pod;

import io.jupyterflow.core.document.JsonText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a Kubernetes object in one line, for people.
public final class ItemText {

  private ItemText() {}

  public static String of(@Nullable Object value) {
    return value instanceof Map || value instanceof Iterable
        ? JsonText.line(value)
        : String.valueOf(value);
  }
}
