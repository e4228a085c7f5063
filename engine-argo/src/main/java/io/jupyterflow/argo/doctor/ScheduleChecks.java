package io.jupyterflow.argo.doctor;

import io.jupyterflow.argo.schedule.KeptSchedules;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.engine.Schedules.Schedule;
import io.jupyterflow.core.engine.Schedules.Trouble;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.doctor.Checks;
import java.time.Clock;
import java.util.List;

/// Looks for schedules that start nothing: nobody is there when they don't.
final class ScheduleChecks {

  private ScheduleChecks() {}

  /// Looks at all schedules of a user.
  ///
  /// @param namespace where schedules are kept
  /// @param user the label's value of whose they are
  static void look(KubeApi api, String namespace, String user, Clock clock, Checks checks) {
    List<Schedule> all;
    try {
      all = new KeptSchedules(api, namespace, () -> user, clock).list();
    } catch (JupyterFlowException unreadable) {
      // a right that is missing is told where rights are
      return;
    }
    int active = 0;
    int suspended = 0;
    for (Schedule each : all) {
      Trouble trouble = each.trouble();
      if (trouble != null) {
        checks.add("schedule " + each.name(), Outcome.LACKING, trouble.what(), trouble.remedy());
      } else if (each.isSuspended()) {
        suspended++;
      } else {
        active++;
      }
    }
    if (active + suspended > 0) {
      checks.add(
          "schedules",
          Outcome.GOOD,
          active + " active" + (suspended > 0 ? ", " + suspended + " suspended" : ""),
          "");
    }
  }
}
