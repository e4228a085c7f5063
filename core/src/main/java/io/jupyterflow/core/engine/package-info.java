/// The engine port: the one interface through which everything else runs and watches plans.
@NullMarked
package io.jupyterflow.core.engine;

import org.jspecify.annotations.NullMarked;
