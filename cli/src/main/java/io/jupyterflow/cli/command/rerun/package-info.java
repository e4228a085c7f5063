/// `rerun`: the plan of a run again, as a new run; whole, or without what has its result already.
@NullMarked
package io.jupyterflow.cli.command.rerun;

import org.jspecify.annotations.NullMarked;
