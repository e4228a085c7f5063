/// `stop`: ends a run with all its processes.
@NullMarked
package io.jupyterflow.cli.command.stop;

import org.jspecify.annotations.NullMarked;
