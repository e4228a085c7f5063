/// The commands: what each takes, and the few lines that do it.
@NullMarked
package io.jupyterflow.cli.command;

import org.jspecify.annotations.NullMarked;
