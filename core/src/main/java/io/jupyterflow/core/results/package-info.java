/// What the variants of runs came to: hyperparameters next to the metrics they led to.
@NullMarked
package io.jupyterflow.core.results;

import org.jspecify.annotations.NullMarked;
