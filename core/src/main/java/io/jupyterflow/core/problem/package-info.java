/// Mistakes of the user or of the surroundings as values, and the few exceptions that carry them.
@NullMarked
package io.jupyterflow.core.problem;

import org.jspecify.annotations.NullMarked;
