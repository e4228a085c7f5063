/// `ps`: lists runs.
@NullMarked
package io.jupyterflow.cli.command.ps;

import org.jspecify.annotations.NullMarked;
