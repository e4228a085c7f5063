/// `watch`: follows a run that was started elsewhere or before.
@NullMarked
package io.jupyterflow.cli.command.watch;

import org.jspecify.annotations.NullMarked;
