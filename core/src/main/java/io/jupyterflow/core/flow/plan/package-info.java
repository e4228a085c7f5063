/// The jobs of a plan: their order, names, needs and commands. Uses all other packages of flows but
/// the door.
@NullMarked
package io.jupyterflow.core.flow.plan;

import org.jspecify.annotations.NullMarked;
