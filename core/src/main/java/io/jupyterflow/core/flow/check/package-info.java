/// What is reported before anything runs: commands that can't be what the user means, files and
/// programs that are missing. Uses `sweep` and all below it, and makes no jobs.
@NullMarked
package io.jupyterflow.core.flow.check;

import org.jspecify.annotations.NullMarked;
