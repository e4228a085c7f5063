package io.jupyterflow.core.notebook;

/// What code does with a name.
///
/// @param sets whether it gives it a value, else it takes the one it has
public record NameUse(String name, boolean sets) {}
