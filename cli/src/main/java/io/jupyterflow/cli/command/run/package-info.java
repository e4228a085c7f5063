/// `run`: plans a flow, starts it, follows it.
@NullMarked
package io.jupyterflow.cli.command.run;

import org.jspecify.annotations.NullMarked;
