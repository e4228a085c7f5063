/// `results`: hyperparameters next to the metrics they led to.
@NullMarked
package io.jupyterflow.cli.command.results;

import org.jspecify.annotations.NullMarked;
