/// The immutable graph of jobs that a flow expands to: what an engine runs.
@NullMarked
package io.jupyterflow.core.plan;

import org.jspecify.annotations.NullMarked;
