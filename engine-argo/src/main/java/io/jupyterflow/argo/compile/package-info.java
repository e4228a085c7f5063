/// Makes one Workflow of a plan and an environment. Pure: nothing here talks to a cluster.
@NullMarked
package io.jupyterflow.argo.compile;

import org.jspecify.annotations.NullMarked;
