/// One feed of a run: a snapshot, then changes of its jobs, their output, and notices. Screens,
/// documents and pages subscribe to it.
@NullMarked
package io.jupyterflow.core.follow;

import org.jspecify.annotations.NullMarked;
