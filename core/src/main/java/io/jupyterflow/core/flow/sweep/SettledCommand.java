package io.jupyterflow.core.flow.sweep;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A command of a flow, all its variants made: what later commands take from it.
///
/// @param sized how many variants there are
/// @param values by variant, what `{key}` of a later command comes to
/// @param swept by name, all in `values` that differ between variants, what is inherited included
/// @param secrets the names in `swept` whose value is that of a secret-looking key
public record SettledCommand(
    SizedCommand sized,
    List<Map<String, String>> values,
    Map<String, InheritedColumns.Swept> swept,
    Set<String> secrets) {}
