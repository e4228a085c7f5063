/// `why`: the cause in plain words, and the fix.
@NullMarked
package io.jupyterflow.cli.command.why;

import org.jspecify.annotations.NullMarked;
