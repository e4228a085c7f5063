package io.jupyterflow.argo.capture;

/// A volume that one node alone can mount at a time binds jobs to the notebook's.
///
/// @param node the notebook's: the affinity of captured pods asks for it
public record NodeBinding(String node) {}
