/// From a request to a run: what `run`, `rerun` and `cron add` share with everyone who has no
/// terminal.
@NullMarked
package io.jupyterflow.core.submission;

import org.jspecify.annotations.NullMarked;
