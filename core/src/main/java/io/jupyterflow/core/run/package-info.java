/// One execution of a plan: the states of its jobs and attempts, and snapshots of it.
@NullMarked
package io.jupyterflow.core.run;

import org.jspecify.annotations.NullMarked;
