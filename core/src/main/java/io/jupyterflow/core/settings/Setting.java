package io.jupyterflow.core.settings;

import org.jspecify.annotations.Nullable;

/// A value and where it came from.
///
/// @param origin `built in`, a flag, or `file:line:column`
/// @param isEnforced whether the administrator's word is final
public record Setting<T>(T value, String origin, boolean isEnforced) {

  static <T> Setting<T> builtIn(T value) {
    return new Setting<>(value, "built in", false);
  }

  /// The stronger of two, where each may be unstated.
  static <T> @Nullable Setting<T> stronger(@Nullable Setting<T> weak, @Nullable Setting<T> strong) {
    return strong != null ? strong : weak;
  }
}
