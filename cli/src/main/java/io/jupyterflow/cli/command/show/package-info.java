/// `show`: one run with all its jobs.
@NullMarked
package io.jupyterflow.cli.command.show;

import org.jspecify.annotations.NullMarked;
