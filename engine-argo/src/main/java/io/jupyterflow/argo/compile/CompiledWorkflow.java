package io.jupyterflow.argo.compile;

import io.jupyterflow.kubernetes.client.KubeObject;
import org.jspecify.annotations.Nullable;

/// What is sent to the cluster for a run.
///
/// @param workflow whole, with its final name; where there is a secret, suspended and marked as
///   awaiting it
/// @param secret without its owner yet; null where nothing secret travels
public record CompiledWorkflow(KubeObject workflow, @Nullable KubeObject secret) {}
