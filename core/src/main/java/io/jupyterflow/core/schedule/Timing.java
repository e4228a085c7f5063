package io.jupyterflow.core.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When, and by whose clock.
public record Timing(Recurrence recurrence, ZoneId zone) {

  /// The first times after an instant: fewer than asked for where no more come.
  public List<ZonedDateTime> next(Instant after, int count) {
    List<ZonedDateTime> times = new ArrayList<>();
    Optional<Instant> time = recurrence.next(after, zone);
    while (time.isPresent() && times.size() < count) {
      times.add(time.get().atZone(zone));
      time = recurrence.next(time.get(), zone);
    }
    return times;
  }
}
