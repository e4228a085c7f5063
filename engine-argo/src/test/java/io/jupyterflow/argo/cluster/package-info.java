/// Tests on a real cluster.
@NullMarked
package io.jupyterflow.argo.cluster;

import org.jspecify.annotations.NullMarked;
