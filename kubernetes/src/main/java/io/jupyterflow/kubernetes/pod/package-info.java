/// What is true of pods, whichever it is: which parts of a notebook's a job takes over, what GPUs
/// are called, how values and labels are written.
@NullMarked
package io.jupyterflow.kubernetes.pod;

import org.jspecify.annotations.NullMarked;
