/// Which job starts next: cores, memory and GPUs, without starving anyone.
@NullMarked
package io.jupyterflow.local.schedule;

import org.jspecify.annotations.NullMarked;
