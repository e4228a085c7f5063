/// Flows that run by the clock: CronWorkflows.
@NullMarked
package io.jupyterflow.argo.schedule;

import org.jspecify.annotations.NullMarked;
