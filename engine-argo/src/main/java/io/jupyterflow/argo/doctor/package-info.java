/// Looks at the cluster from inside a notebook's pod: whether runs would work, what is missing, and
/// what an administrator applies to fix it.
@NullMarked
package io.jupyterflow.argo.doctor;

import org.jspecify.annotations.NullMarked;
