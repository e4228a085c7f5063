package io.jupyterflow.argo.schedule;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.core.engine.Schedules.Schedule;
import io.jupyterflow.core.engine.Schedules.Trouble;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The schedules that a cluster keeps for a user, and what is the matter with them.
public final class KeptSchedules {

  private final KubeApi api;
  private final String namespace;
  private final Supplier<String> user;
  private final Clock clock;

  /// @param user the label's value of whose schedules these are
  public KeptSchedules(KubeApi api, String namespace, Supplier<String> user, Clock clock) {
    this.api = api;
    this.namespace = namespace;
    this.user = user;
    this.clock = clock;
  }

  /// All of them, by name.
  public List<Schedule> list() {
    String labels =
        WorkflowLabels.MANAGED_BY
            + "="
            + WorkflowLabels.MANAGER
            + ","
            + WorkflowLabels.USER
            + "="
            + user.get();
    KubeObject all =
        KubeErrors.call(
            "listing the schedules",
            () -> api.get(Paths.cronWorkflows(namespace) + selecting(labels)));
    List<Schedule> found = new ArrayList<>();
    all.objects("items").forEach(each -> found.add(read(each)));
    found.sort(Comparator.comparing(Schedule::name));
    return found;
  }

  /// One of them, of the object that keeps it.
  Schedule read(KubeObject object) {
    KeptTimes times = KeptTimes.of(object);
    Instant now = clock.instant();
    Trouble trouble = ScheduleTrouble.of(object, times);
    boolean isSuspended = object.isTrue("spec", "suspend");
    if (trouble == null && !isSuspended) {
      trouble = ScheduleTrouble.late(object, times, now, () -> lastEnd(object.name(), now));
    }
    String jobs = object.text("spec", "workflowMetadata", "annotations", WorkflowLabels.JOBS);
    return new Schedule(
        object.name(),
        times.text(),
        object.text("spec", "timezone"),
        isSuspended,
        ScheduleTrouble.time(object, "status", "lastScheduledTime"),
        isSuspended || trouble != null ? null : times.next(now),
        jobs.isEmpty() ? 0 : Integer.parseInt(jobs),
        trouble);
  }

  /// When the last of a schedule's runs ended, or now while one goes on: as long as one does, the
  /// controller starts no other. Null where there was none, or where nobody may know.
  private @Nullable Instant lastEnd(String name, Instant now) {
    Instant last = null;
    try {
      String labels = WorkflowLabels.OF_SCHEDULE + "=" + name;
      for (KubeObject run :
          api.get(Paths.workflows(namespace) + selecting(labels)).objects("items")) {
        Instant end = ScheduleTrouble.time(run, "status", "finishedAt");
        if (end == null) {
          return now;
        }
        last = last == null || end.isAfter(last) ? end : last;
      }
      return last;
    } catch (KubeException unreadable) {
      return now;
    }
  }

  private static String selecting(String labels) {
    return "?labelSelector=" + URLEncoder.encode(labels, StandardCharsets.UTF_8);
  }
}
