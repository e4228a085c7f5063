/// What Argo Workflows adds to the API of a cluster.
@NullMarked
package io.jupyterflow.argo.api;

import org.jspecify.annotations.NullMarked;
