package io.jupyterflow.argo.schedule;

import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.core.quantity.TimeSpan;
import io.jupyterflow.core.schedule.CronText;
import io.jupyterflow.core.schedule.Recurrence;
import io.jupyterflow.core.schedule.ZoneText;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When an object of the cluster says that its runs start.
///
/// @param text as it is written
/// @param recurrences of its lines
/// @param flaw why the controller does nothing at one of its lines, or empty
/// @param zone whose clock counts, or null where the controller knows none of the name
record KeptTimes(String text, List<Recurrence> recurrences, String flaw, @Nullable ZoneId zone) {

  private static final String EVERY = "@every ";

  private static final Duration COUNTED = Duration.ofMinutes(20);

  static KeptTimes of(KubeObject object) {
    List<String> lines = new ArrayList<>();
    if (object.value("spec", "schedules").orElse(null) instanceof List<?> list) {
      list.forEach(line -> lines.add(String.valueOf(line)));
    }
    List<Recurrence> recurrences = new ArrayList<>();
    String flaw = "";
    for (String line : lines) {
      Optional<CronText> read = CronText.read(line, "", new ArrayList<>());
      read.ifPresent(text -> recurrences.add(text.recurrence()));
      if (flaw.isEmpty()) {
        flaw = flaw(line, read.map(text -> text.recurrence().text()).orElse(""));
      }
    }
    String written = object.text("metadata", "annotations", WorkflowLabels.SCHEDULE);
    String name = object.text("spec", "timezone");
    return new KeptTimes(
        written.isEmpty() ? String.join("; ", lines) : written,
        recurrences,
        flaw,
        name.isEmpty() ? ZoneId.of("UTC") : zone(name));
  }

  /// What the controller makes of a line otherwise than we do. It knows neither a seventh weekday
  /// nor days in a span of time.
  ///
  /// @param plain the line as we read it, or empty where we can't, or where it never comes
  private static String flaw(String line, String plain) {
    String unread = "Argo's controller can't read '" + line + "'";
    if (line.startsWith(EVERY)) {
      String span = line.substring(EVERY.length());
      Optional<Duration> period = TimeSpan.parse(span);
      if (period.isEmpty()
          || span.indexOf('d') >= 0
          || Character.isDigit(span.charAt(span.length() - 1))) {
        return unread;
      }
      return period.get().compareTo(COUNTED) < 0
          ? ""
          : "Argo's controller counts '" + line + "' again about every 20 minutes";
    }
    String weekday = line.substring(line.lastIndexOf(' ') + 1);
    return weekday.indexOf('7') < 0 || plain.isEmpty() || plain.endsWith(" " + weekday)
        ? ""
        : unread;
  }

  /// What Java makes up itself, as of `UTC+9`, the controller does not know.
  private static @Nullable ZoneId zone(String name) {
    return ZoneText.isName(name) ? ZoneText.read(name, "", new ArrayList<>()).orElse(null) : null;
  }

  /// The first time after an instant, or null where none comes.
  @Nullable Instant next(Instant after) {
    Instant first = null;
    if (zone != null) {
      for (Recurrence each : recurrences) {
        Instant next = each.next(after, zone).orElse(null);
        first = next != null && (first == null || next.isBefore(first)) ? next : first;
      }
    }
    return first;
  }
}
