/// Plays the engine port on a cluster: the one place that knows capture, compile, submit, follow,
/// record and explain.
@NullMarked
package io.jupyterflow.argo.engine;

import org.jspecify.annotations.NullMarked;
