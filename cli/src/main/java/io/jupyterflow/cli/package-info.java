/// The program `jupyterflow`.
@NullMarked
package io.jupyterflow.cli;

import org.jspecify.annotations.NullMarked;
