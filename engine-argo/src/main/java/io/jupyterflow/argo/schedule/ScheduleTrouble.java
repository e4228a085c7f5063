package io.jupyterflow.argo.schedule;

import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.core.engine.Schedules.Trouble;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds out why a schedule starts nothing. The controller says so in its object's conditions, but
/// only once it tried to start a run; what it can't read at all it only writes into its own log. So
/// much shows by the object itself, and the rest by runs that did not come.
final class ScheduleTrouble {

  /// A controller that lives has started a run by then.
  private static final Duration LATE = Duration.ofMinutes(2);

  private ScheduleTrouble() {}

  /// What the object shows.
  static @Nullable Trouble of(KubeObject object, KeptTimes times) {
    String name = object.name();
    if (object.has("metadata", "annotations", WorkflowLabels.AWAITED)) {
      return new Trouble(
          "never runs: it has no secrets yet, because adding it was interrupted",
          Remedy.of("Add it again as it was, or remove it: ", ActionKind.DELETE_SCHEDULE, name));
    }
    Remedy again =
        Remedy.of("Remove it and add it again: ", ActionKind.DELETE_SCHEDULE, name)
            .then(", then ")
            .then(ActionKind.ADD_SCHEDULE);
    if (!times.flaw().isEmpty()) {
      return new Trouble("never runs: " + times.flaw(), again);
    }
    if (times.zone() == null) {
      return new Trouble(
          "never runs: Argo's controller knows no time zone '"
              + object.text("spec", "timezone")
              + "'",
          again.then(" --timezone ZONE"));
    }
    for (KubeObject condition : object.objects("status", "conditions")) {
      if (condition.text("status").equals("True")) {
        String said = condition.text("message");
        if (condition.text("type").equals("SpecError")) {
          return new Trouble("never runs: Argo's controller does not take it: " + said, again);
        }
        if (condition.text("type").equals("SubmissionError")) {
          return new Trouble(
              "did not run the last time: the cluster refused it: " + said,
              Remedy.of("Once that is settled, start a run now: ", ActionKind.RUN_SCHEDULE, name));
        }
      }
    }
    return null;
  }

  /// Whether a run did not come that should have.
  ///
  /// @param lastEnd when its last run ended, which is asked for only where it matters
  static @Nullable Trouble late(
      KubeObject object,
      KeptTimes times,
      Instant now,
      Supplier<? extends @Nullable Instant> lastEnd) {
    if (times.text().isEmpty()) {
      // an old form, which is not ours
      return null;
    }
    if (times.next(now) == null) {
      return new Trouble(
          "never runs: there is no day that fits '" + times.text() + "'",
          Remedy.of("Remove it: ", ActionKind.DELETE_SCHEDULE, object.name()));
    }
    Instant since =
        latest(
            latest(
                time(object, "metadata", "creationTimestamp"),
                time(object, "metadata", "annotations", WorkflowLabels.RESUMED)),
            time(object, "status", "lastScheduledTime"));
    if (since == null || !object.objects("status", "active").isEmpty()) {
      return null;
    }
    Instant due = times.next(since);
    if (due == null || due.plus(LATE).isAfter(now)) {
      return null;
    }
    Instant ended = lastEnd.get();
    due = times.next(ended != null && ended.isAfter(since) ? ended : since);
    return due == null || due.plus(LATE).isAfter(now)
        ? null
        : new Trouble(
            "did not run: it was due at "
                + due
                + ", and Argo's controller started nothing. It may be down, or not know the time"
                + " zone "
                + object.text("spec", "timezone"),
            Remedy.of("See what is missing: ", ActionKind.RUN_DOCTOR)
                .then(". Start a run now: ")
                .then(ActionKind.RUN_SCHEDULE, object.name()));
  }

  /// A time in an object, or null where there is none.
  static @Nullable Instant time(KubeObject object, String... path) {
    String text = object.text(path);
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }
}
