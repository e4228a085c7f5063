package io.jupyterflow.core.environment;

/// Something that settings put over what an engine captured.
///
/// @param key of `spec` in a settings file: `image`, `volumes`, `env.SEED`
/// @param value a tree of maps, lists, texts, numbers and booleans
/// @param origin where it was set, `~/.jupyterflow.yaml:3:5` or `--image`
public record SettingOverride(String key, Object value, String origin) {}
