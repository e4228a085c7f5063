/// What stays of a run on the user's volume after the cluster has forgotten it.
@NullMarked
package io.jupyterflow.argo.record;

import org.jspecify.annotations.NullMarked;
