/// Flows that run on a schedule: CronWorkflows.
@NullMarked
package io.jupyterflow.argo.schedule;

import org.jspecify.annotations.NullMarked;
