package io.jupyterflow.core.metric;

/// One number a job reported by name. A name may come many times: the points of one name, in order,
/// are its history.
///
/// @param value may be NaN or infinite
/// @param attempt the attempt that reported it, counted from 1
/// @param report which line of its job reported it, counted from 1 over the lines that reported
///   something: points that share it belong together, as `epoch` and `loss` of one line
public record MetricPoint(String name, double value, int attempt, long report) {}
