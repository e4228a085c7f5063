/// When flows run on a schedule: schedules as people write them, and the times they mean.
@NullMarked
package io.jupyterflow.core.schedule;

import org.jspecify.annotations.NullMarked;
