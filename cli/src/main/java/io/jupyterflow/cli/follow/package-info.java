/// Following a run: the live tree, the output of jobs, and what a signal does meanwhile.
@NullMarked
package io.jupyterflow.cli.follow;

import org.jspecify.annotations.NullMarked;
