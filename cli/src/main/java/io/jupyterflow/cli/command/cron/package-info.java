/// `cron`: flows that run on a schedule.
@NullMarked
package io.jupyterflow.cli.command.cron;

import org.jspecify.annotations.NullMarked;
