/// All that a job runs in, as far as every engine knows it.
@NullMarked
package io.jupyterflow.core.environment;

import org.jspecify.annotations.NullMarked;
