/// The one process that carries a run to its end.
@NullMarked
package io.jupyterflow.local.supervisor;

import org.jspecify.annotations.NullMarked;
