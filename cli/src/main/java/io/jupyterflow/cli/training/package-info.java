/// What the AOT cache of the program is recorded from. Nothing else uses it.
@NullMarked
package io.jupyterflow.cli.training;

import org.jspecify.annotations.NullMarked;
