/// What users do in notebook servers that a real JupyterHub started, on the cluster that
/// `e2e/cluster up` made.
@NullMarked
package io.jupyterflow.e2e;

import org.jspecify.annotations.NullMarked;
