/// `delete`: removes finished runs.
@NullMarked
package io.jupyterflow.cli.command.delete;

import org.jspecify.annotations.NullMarked;
