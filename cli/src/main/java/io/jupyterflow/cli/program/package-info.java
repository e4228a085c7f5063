/// The program as a whole: its list of commands, its own help, and what happens to an error.
@NullMarked
package io.jupyterflow.cli.program;

import org.jspecify.annotations.NullMarked;
