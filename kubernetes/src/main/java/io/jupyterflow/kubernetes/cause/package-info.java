/// What pods wait for and die of: what a cluster says of a pod in plain words, what room its nodes
/// have, and what to do about it.
@NullMarked
package io.jupyterflow.kubernetes.cause;

import org.jspecify.annotations.NullMarked;
