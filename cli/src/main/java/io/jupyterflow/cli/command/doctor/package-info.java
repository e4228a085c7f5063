/// `doctor`: whether a run would work here, what is missing, and what fixes it.
@NullMarked
package io.jupyterflow.cli.command.doctor;

import org.jspecify.annotations.NullMarked;
