/// What a look at the surroundings finds: whether runs would work, and what is missing.
@NullMarked
package io.jupyterflow.core.checkup;

import org.jspecify.annotations.NullMarked;
