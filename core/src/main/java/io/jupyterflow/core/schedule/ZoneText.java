package io.jupyterflow.core.schedule;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SpellingSuggestion;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A time zone as people write it. What is read is a name that every copy of the IANA database has:
/// `UTC`, `Asia/Seoul`, `Etc/GMT-9`; others know neither `UTC+9` nor, today, `ROK`.
public final class ZoneText {

  static final String INVALID = "invalid-time-zone";

  /// Java's own, which nobody else has.
  private static final String JAVAS = "SystemV/";

  /// Of `Etc/`, in minutes east of Greenwich.
  private static final int WEST = -12 * 60;

  private static final int EAST = 14 * 60;

  private ZoneText() {}

  /// Reads a zone that was given as a word of its own.
  ///
  /// @param source what it is called in messages
  public static Optional<ZoneId> read(String text, String source, List<Problem> problems) {
    return read(text, CronText.word(text, source), problems);
  }

  /// Whether the IANA database has a zone of exactly this name, today's or an old one.
  public static boolean isName(String text) {
    return OldZones.has(text) || names().contains(text);
  }

  /// Reads a zone.
  ///
  /// @param problems takes what is wrong
  static Optional<ZoneId> read(String text, SourceMap places, List<Problem> problems) {
    String bare = bare(text.strip());
    Optional<ZoneId> named = named(bare);
    if (named.isPresent()) {
      return named;
    }
    Integer offset = ZoneOffsets.iso(bare);
    PosixZone posix = offset == null ? PosixZone.read(bare) : null;
    if (posix != null && !posix.hasSummer() && posix.isEast()) {
      offset = posix.minutes();
    }
    if (offset != null) {
      Optional<ZoneId> fixed = fixed(offset);
      if (fixed.isPresent()) {
        return fixed;
      }
    }
    problems.add(
        Problem.error(
            INVALID,
            places.of(0, text.length()),
            "there is no time zone '" + text + "' that clusters know",
            hint(bare, offset, posix)));
    return Optional.empty();
  }

  /// A zone that is given as the C library takes it from `TZ`: what lies west counts up there.
  static Optional<ZoneId> ofVariable(String text, SourceMap places, List<Problem> problems) {
    String bare = bare(text.strip());
    PosixZone posix = named(bare).isPresent() ? null : PosixZone.read(bare);
    Optional<ZoneId> fixed =
        posix == null || posix.hasSummer() ? Optional.empty() : fixed(posix.minutes());
    return fixed.isPresent() ? fixed : read(text, places, problems);
  }

  /// A name without what a `TZ` may have before it.
  private static String bare(String text) {
    String bare = text.startsWith(":") ? text.substring(1) : text;
    int folder = bare.lastIndexOf("zoneinfo/");
    bare = folder < 0 ? bare : bare.substring(folder + "zoneinfo/".length());
    return bare.startsWith("posix/") || bare.startsWith("right/") ? bare.substring(6) : bare;
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(ZoneId.getAvailableZoneIds());
    names.removeIf(name -> name.startsWith(JAVAS));
    return names;
  }

  /// The zone of a name, whatever its case, by its name of today.
  private static Optional<ZoneId> named(String name) {
    String old = OldZones.today(name);
    for (String each : names()) {
      if (each.equalsIgnoreCase(old)) {
        return Optional.of(ZoneId.of(each));
      }
    }
    return Optional.empty();
  }

  private static Optional<ZoneId> fixed(int minutes) {
    if (minutes == 0) {
      return Optional.of(ZoneId.of("UTC"));
    }
    return minutes % 60 != 0 || minutes < WEST || minutes > EAST
        ? Optional.empty()
        : Optional.of(ZoneId.of("Etc/GMT" + (minutes > 0 ? "-" : "+") + Math.abs(minutes / 60)));
  }

  private static String hint(String name, @Nullable Integer offset, @Nullable PosixZone posix) {
    if (offset != null) {
      List<String> places = placesAt(offset);
      return places.isEmpty()
          ? "write it as Asia/Seoul or Europe/Berlin"
          : "write the name of a place with that time: " + String.join(", ", places);
    }
    if (posix != null) {
      return posix.hasSummer()
          ? "write the name of a place with these clocks, such as America/New_York or Europe/Berlin"
          : "where TZ counts, this is "
              + ZoneOffsets.text(posix.minutes())
              + ": write that, or "
              + ZoneOffsets.text(-posix.minutes());
    }
    String known = ZoneOffsets.place(name);
    if (!known.isEmpty()) {
      return "did you mean " + known + "?";
    }
    Set<String> ids = names();
    List<String> cities = new ArrayList<>();
    for (String id : ids) {
      String city = id.substring(id.lastIndexOf('/') + 1);
      if (id.indexOf('/') > 0 && city.equalsIgnoreCase(name.replace(' ', '_'))) {
        cities.add(OldZones.today(id));
      }
    }
    return (cities.isEmpty()
            ? SpellingSuggestion.to(name, ids).map(OldZones::today)
            : cities.stream().findFirst())
        .map(near -> "did you mean " + near + "?")
        .orElse("write it as Asia/Seoul or Europe/Berlin");
  }

  /// Some places where clocks are always so far east of Greenwich.
  private static List<String> placesAt(int minutes) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutes * 60);
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    List<String> found = new ArrayList<>();
    for (String id : names()) {
      ZoneRules rules = ZoneId.of(id).getRules();
      if (found.size() < 3
          && id.indexOf('/') > 0
          && !id.startsWith("Etc/")
          && rules.getOffset(now).equals(offset)
          && rules.nextTransition(now) == null
          && OldZones.today(id).equals(id)) {
        found.add(id);
      }
    }
    return found;
  }
}
