/// How a job becomes a process: the launcher and the system call that starts it.
@NullMarked
package io.jupyterflow.local.spawn;

import org.jspecify.annotations.NullMarked;
