/// Why a job or a run is in its state, in the user's terms, and what to do about it.
@NullMarked
package io.jupyterflow.core.diagnosis;

import org.jspecify.annotations.NullMarked;
