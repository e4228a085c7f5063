/// The engine port on this machine.
@NullMarked
package io.jupyterflow.local.engine;

import org.jspecify.annotations.NullMarked;
