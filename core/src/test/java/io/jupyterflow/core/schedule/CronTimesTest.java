package io.jupyterflow.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {

  private static Recurrence read(String text) {
    return CronText.read(text, "", new ArrayList<>())
        .map(CronText::recurrence)
        .orElseGet(() -> new CronTimes(text, 1, 1, 1L << 31, 1 << 2, -1, false));
  }

  static Stream<String> answers() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(CronTimesTest.class.getResourceAsStream("robfig.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void theNextTimesAreThoseOfTheControllersLibrary(String answer) {
    String[] parts = answer.split(" \\| ", -1);
    List<String> wanted = List.of(parts[3].split(" ", -1));
    List<String> told = new ArrayList<>();
    new Timing(read(parts[1]), ZoneId.of(parts[0]))
        .next(Instant.parse(parts[2]), wanted.size())
        .forEach(time -> told.add(time.toInstant().toString()));
    if (told.size() < wanted.size()) {
      told.add("never");
    }

    assertThat(told).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@every 24h | 7 14 * * *",
        "@every 12h | 7 2,14 * * *",
        "@every 6h | 7 2,8,14,20 * * *",
        "@every 1h | 7 * * * *",
        "@every 15m | 7,22,37,52 * * * *",
        "@every 90m | 7 2,5,8,11,14,17,20,23 * * *; 37 0,3,6,9,12,15,18,21 * * *",
        "@every 7d | 7 14 * * 1",
        "@every 1m | * * * * *",
        "@every 7m | @every 7m",
        "@every 90s | @every 1m30s",
      })
  void aSteadyDistanceIsLinesFromWhereItBegins(String text, String lines) {
    assertThat(read(text).lines(Instant.parse("2026-11-30T14:07:30Z")))
        .containsExactly(lines.split("; ", -1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 9, 15, 16, 18, 20, 24, 32, 36, 45, 48, 90, 96, 144, 240, 480, 1440})
  void itsLinesComeAtThatDistance(int minutes) {
    Instant start = Instant.parse("2026-11-30T14:07:30Z");
    Recurrence every = read("@every " + minutes + "m");
    TreeSet<Instant> times = new TreeSet<>();
    for (String line : every.lines(start)) {
      assertThat(line).matches(CronTextTest.DEFINITION);
      new Timing(read(line), Recurrence.Every.CLOCK)
          .next(start, 3 * 1440 / minutes)
          .forEach(time -> times.add(time.toInstant()));
    }

    Instant wanted = Instant.parse("2026-11-30T14:07:00Z");
    for (Instant time : List.copyOf(times).subList(0, 2 * 1440 / minutes)) {
      wanted = wanted.plus(Duration.ofMinutes(minutes));
      assertThat(time).isEqualTo(wanted);
    }
    assertThat(new Timing(every, Recurrence.Every.CLOCK).next(start, 1).getFirst().toInstant())
        .isEqualTo(times.first());
  }

  @Test
  void intervalsThatDivideADayAreAcceptedAndOthersRefused() {
    for (int minutes = 20; minutes <= 1440; minutes++) {
      boolean isTaken = CronText.read("@every " + minutes + "m", "", new ArrayList<>()).isPresent();
      assertThat(isTaken).as("%s minutes", minutes).isEqualTo(1440 % minutes == 0);
    }
  }
}
