/// What a cluster knows of the cause: why a job does not begin, and why it ended other than by
/// itself.
@NullMarked
package io.jupyterflow.argo.explain;

import org.jspecify.annotations.NullMarked;
