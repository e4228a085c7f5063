/// Reads what happens to a Workflow, as the run it is: its jobs, their attempts, their output.
@NullMarked
package io.jupyterflow.argo.follow;

import org.jspecify.annotations.NullMarked;
