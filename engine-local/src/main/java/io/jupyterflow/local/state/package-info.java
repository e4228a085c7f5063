/// What a run's events say: the state of its jobs as a fold of a pure transition.
@NullMarked
package io.jupyterflow.local.state;

import org.jspecify.annotations.NullMarked;
