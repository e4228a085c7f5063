/// Gets a run to the cluster, once, whatever happens on the way.
@NullMarked
package io.jupyterflow.argo.submit;

import org.jspecify.annotations.NullMarked;
