/// The flow language of `-c`: from text to a plan.
@NullMarked
package io.jupyterflow.core.flow;

import org.jspecify.annotations.NullMarked;
