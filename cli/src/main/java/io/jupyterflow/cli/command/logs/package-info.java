/// `logs`: the output of jobs.
@NullMarked
package io.jupyterflow.cli.command.logs;

import org.jspecify.annotations.NullMarked;
