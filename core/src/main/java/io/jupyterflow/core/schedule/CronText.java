package io.jupyterflow.core.schedule;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A schedule as people write it: five fields as cron has them, or a name like `@daily`. What is
/// read has a text that every cron takes: names are numbers there, and Sunday is 0.
///
/// @param zone of a `TZ=` before it, or null
public record CronText(Recurrence recurrence, @Nullable ZoneId zone) {

  static final String INVALID = "invalid-schedule";

  /// Long before any year that is not one of a leap year's four.
  private static final Instant SOME_TIME = Instant.parse("2001-01-01T00:00:00Z");

  /// Reads a schedule that was given as a word of its own.
  ///
  /// @param source what it is called in messages
  /// @param problems takes what is wrong, and what is good to know
  public static Optional<CronText> read(String text, String source, List<Problem> problems) {
    return read(text, word(text, source), problems);
  }

  /// Places in a word of its own.
  static SourceMap word(String text, String source) {
    return (start, end) -> new SourceLocation(source, 1, start + 1, Math.max(1, end - start), text);
  }

  /// Reads a schedule.
  ///
  /// @param problems takes what is wrong, and what is good to know
  public static Optional<CronText> read(String written, SourceMap places, List<Problem> problems) {
    int before = problems.size();
    String text = AsciiLetters.of(written);
    int start = skip(text, 0);
    ZoneId zone = null;
    int equals = text.startsWith("TZ=", start) ? 2 : text.startsWith("CRON_TZ=", start) ? 7 : -1;
    if (equals > 0) {
      int from = start + equals + 1;
      int to = end(text, from);
      zone = ZoneText.read(text.substring(from, to), places.from(from), problems).orElse(null);
      start = skip(text, to);
    }
    String rest = text.substring(start).stripTrailing();
    Recurrence recurrence =
        rest.startsWith("@")
            ? NamedTimes.read(rest, places.from(start), problems)
            : fields(rest, places.from(start), problems);
    return recurrence == null || hasError(problems.subList(before, problems.size()))
        ? Optional.empty()
        : Optional.of(new CronText(recurrence, zone));
  }

  /// A word of a schedule, and where it stands.
  private record Word(String text, int start) {
    int end() {
      return start + text.length();
    }
  }

  private static @Nullable Recurrence fields(
      String text, SourceMap places, List<Problem> problems) {
    List<Word> words = new ArrayList<>();
    for (int at = 0; at < text.length(); at = skip(text, at)) {
      Word word = new Word(text.substring(at, end(text, at)), at);
      words.add(word);
      at = word.end();
    }
    CronField[] all = CronField.values();
    if (words.size() != all.length) {
      problems.add(
          Problem.error(
              INVALID,
              places.of(0, text.length()),
              "the schedule has "
                  + (words.size() == 1 ? "1 field" : words.size() + " fields")
                  + ", but cron needs 5",
              WrongCount.hint(words.stream().map(Word::text).toList())));
      return null;
    }
    List<FieldText> read = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      Word word = words.get(i);
      FieldText each = FieldText.read(all[i], word.text(), places.from(word.start()), problems);
      if (each != null) {
        read.add(each);
      }
    }
    return read.size() < all.length ? null : times(read, words, places, problems);
  }

  /// Of five fields that are fit.
  private static @Nullable Recurrence times(
      List<FieldText> fields, List<Word> words, SourceMap places, List<Problem> problems) {
    FieldText day = fields.get(2);
    FieldText weekday = fields.get(4);
    boolean isEither = !day.isAny() && !weekday.isAny();
    CronTimes times =
        new CronTimes(
            String.join(" ", fields.stream().map(FieldText::text).toList()),
            fields.get(0).bits(),
            fields.get(1).bits(),
            day.bits(),
            fields.get(3).bits(),
            weekday.bits(),
            isEither);
    int from = words.get(2).start();
    if (times.next(SOME_TIME, ZoneOffset.UTC).isEmpty()) {
      problems.add(
          Problem.error(
              INVALID,
              places.of(from, words.get(3).end()),
              "the schedule never comes: no month it names has a day " + day.text(),
              "write a day that the month has, such as 28"));
      return null;
    }
    if (isEither) {
      problems.add(
          Problem.warning(
              "schedule-either-day",
              places.of(from, words.get(4).end()),
              "the schedule names days of the month and days of the week: it runs on each day that"
                  + " is one or the other",
              "for one of them alone, write * for the other"));
    }
    return times;
  }

  private static boolean hasError(List<Problem> problems) {
    for (Problem problem : problems) {
      if (problem.isError()) {
        return true;
      }
    }
    return false;
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int end(String text, int from) {
    int at = from;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
