/// `cron`: flows that run by the clock.
@NullMarked
package io.jupyterflow.cli.command.cron;

import org.jspecify.annotations.NullMarked;
