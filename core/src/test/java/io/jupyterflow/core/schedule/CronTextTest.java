package io.jupyterflow.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.text.SourceText;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTextTest {

  /// What the definition of CronWorkflows takes: that of Argo 4.0 as its release has it.
  static final Pattern DEFINITION =
      Pattern.compile(
          "^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)"
              + "|@every\\s+([0-9]+(ns|us|µs|ms|s|m|h))+"
              + "|([0-9*,/?-]+\\s+){4}[0-9*,/?-]+)$");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * * | 0 3 * * *",
        "*/2 * * * * | */2 * * * *",
        "0 3 * * 7 | 0 3 * * 0",
        "0 3 * * 1,7 | 0 3 * * 1,0",
        "0 3 * * 5-7 | 0 3 * * 5-6,0",
        "0 3 * * 6-7 | 0 3 * * 6,0",
        "0 3 * * 0-7 | 0 3 * * 0-6",
        "0 3 * * 1-7/2 | 0 3 * * 1,3,5,0",
        "0 3 * * 7/2 | 0 3 * * 0",
        "0 3 * * */7 | 0 3 * * */7",
        "0 3 * * mon-fri | 0 3 * * 1-5",
        "0 3 * * mon-fri/2 | 0 3 * * 1-5/2",
        "0 3 * * MON | 0 3 * * 1",
        "0 3 * * Monday,thurs | 0 3 * * 1,4",
        "0 3 * * sat-sun | 0 3 * * 6,0",
        "0 3 * * fri-0 | 0 3 * * 5-6,0",
        "0 3 * * sun | 0 3 * * 0",
        "0 0 1,15 * * | 0 0 1,15 * *",
        "0 3 1 jan * | 0 3 1 1 *",
        "0 3 1 JAN-march,Sept * | 0 3 1 1-3,9 *",
        "5/10 0-6 ? jan * | 5-59/10 0-6 * 1 *",
        "00 03 * * * | 0 3 * * *",
        "*/1 * * * * | * * * * *",
        "0 3 ? * ? | 0 3 * * *",
        "@daily | @daily",
        "@Midnight | @midnight",
        "@every 90m | @every 1h30m",
        "@every 1h30m | @every 1h30m",
        "@every 1.5h | @every 1h30m",
        "@every 1h 30m | @every 1h30m",
        "@EVERY 1D | @every 24h",
        "@every 1d | @every 24h",
        "@every 7d | @every 168h",
        "@every 45s | @every 45s",
        "@every 7m | @every 7m",
      })
  void isTranslatedToWhatEveryCronTakes(String written, String text) {
    List<Problem> problems = new ArrayList<>();
    CronText read = CronText.read(written, "--schedule", problems).orElseThrow();

    assertThat(read.recurrence().text()).isEqualTo(text);
    assertThat(text).matches(DEFINITION);
    assertThat(problems).isEmpty();
    assertThat(CronText.read(text, "", problems).orElseThrow().recurrence())
        .as("what it is translated to is read the same")
        .isEqualTo(read.recurrence());
  }

  @Test
  void lettersOfInputMethodsAndWebPagesAreTheirPlainOnes() {
    for (String text :
        List.of(
            "０ ３ ＊ ＊ ＊",
            "0\u30003\u3000*\u3000*\u3000*",
            "0\u00A03 * * *",
            "  0\t3   *  * *  ",
            "0\u20033\u2009* *\u202f*",
            "0 3 * * 0―6",
            "0 3 * * 0–6")) {
      assertThat(CronText.read(text, "", new ArrayList<>()).orElseThrow().recurrence().text())
          .as(text)
          .startsWith("0 3 * * ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TZ=Asia/Seoul 0 3 * * *", " CRON_TZ=ROK  0 3 * * *"})
  void aZoneBeforeItIsTaken(String text) {
    CronText read = CronText.read(text, "", new ArrayList<>()).orElseThrow();

    assertThat(read.zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
    assertThat(read.recurrence().text()).isEqualTo("0 3 * * *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0 3 * * | 1:1+7 | has 4 fields | \"0 3 * * *\"",
        "0 24 * * * | 1:3+2 | 24, is not within 0-23 | write 0 for midnight",
        "0 3 * * 1,8 | 1:11+1 | 8, is not within 0-7 | write minute",
        "0 3 * * mno | 1:9+3 | mno, is not within | did you mean mon?",
        "0 3 * jna * | 1:7+3 | jna, is not within | did you mean jan?",
        "0 22-2 * * * | 1:3+4 | runs backwards | write 22-23,0-2",
        "55-5 * * * * | 1:1+4 | runs backwards | write 55-59,0-5",
        "0 3 * * 5-1 | 1:9+3 | runs backwards | write 5-7,1",
        "0 3 * * fri-tue | 1:9+7 | runs backwards | write 5-7,1-2",
        "*/0 * * * * | 1:1+3 | has a step that is not a number | write minute",
        "*/90 * * * * | 1:1+4 | a step of 90 | write @every 90m",
        "0 */24 * * * | 1:3+4 | a step of 24 | write @every 24h",
        "0 3 L * * | 1:5+1 | are Quartz's | such as 1 for the first",
        "0 3 15W * * | 1:5+3 | are Quartz's | name a day",
        "0 3 * * 1#2 | 1:9+3 | are Quartz's | let a job check the date",
        "0 3 * * 5L | 1:9+2 | are Quartz's | name a day, such as 5",
        "? 3 * * * | 1:1+1 | is not within 0-59 | write minute",
        "+5 3 * * * | 1:1+2 | is not within 0-59 | write minute",
        "1,,2 3 * * * | 1:3+1 | is not within 0-59 | write minute",
        "0 0 3 * * ? | 1:1+11 | has 6 fields | leave out the seconds: write \"0 3 * * ?\"",
        "0 3 * * 1 2027 | 1:1+14 | has 6 fields | leave out the year: write \"0 3 * * 1\"",
        "every day | 1:1+9 | has 2 fields | write @every 90m, @daily",
        "@dayly | 1:1+6 | no schedule called @dayly | did you mean @daily?",
        "@reboot | 1:1+7 | no schedule called @reboot | name a time",
        "@everyday | 1:1+9 | no schedule called | knows @hourly",
        "@every | 1:1+6 | does not say how long | @every 90m",
        "@every 90 | 1:8+2 | without a unit: 90 | @every 90m for minutes, or @every 90s",
        "@every 0s | 1:8+2 | whole seconds | write a span",
        "@every 0.5s | 1:8+4 | whole seconds | write a span",
        "@every 500ms | 1:8+5 | has no span of time | write a span",
        "@every day | 1:8+3 | has no span of time | @every 1d",
        "@every 5h | 1:8+2 | does not go into a day | write @every 4h48m or @every 6h",
        "@every 100m | 1:8+4 | does not go into a day | @every 1h36m or @every 2h",
        "@every 2d | 1:8+2 | does not go into a day | \"0 3 */2 * *\"",
        "@every 36h | 1:8+3 | does not go into a day | @every 1d or @every 7d",
        "0 0 31 2 * | 1:5+4 | no month it names has a day 31 | such as 28",
        "0 0 31 4,6,jun * | 1:5+10 | never comes | such as 28",
        "TZ=Asia/Soul 0 3 * * * | 1:4+9 | no time zone 'Asia/Soul' | did you mean Asia/Seoul?",
      })
  void misleadingSchedulesAreRefusedWithTheRightText(
      String text, String place, String message, String hint) {
    List<Problem> problems = new ArrayList<>();

    assertThat(CronText.read(text, new SourceText("w", text), problems)).isEmpty();
    Problem problem = problems.getFirst();
    SourceLocation where = Objects.requireNonNull(problem.where());
    assertThat(where.line() + ":" + where.column() + "+" + where.length()).isEqualTo(place);
    assertThat(problem.message()).contains(message);
    assertThat(problem.remedy().toString()).contains(hint);
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    List<Problem> problems = new ArrayList<>();
    CronText.read("60 3 0 13 8", "", problems);
    assertThat(problems).hasSize(4);
  }

  @Test
  void daysOfBothKindsAreEither() {
    List<Problem> problems = new ArrayList<>();

    assertThat(CronText.read("0 3 1,15 * mon", "", problems)).isPresent();

    assertThat(problems)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.isError()).isFalse();
          assertThat(problem.message()).contains("each day that is one or the other");
          assertThat(problem.where()).hasToString(":1:5");
        });
    assertThat(CronText.read("0 0 29 2 *", "", new ArrayList<>())).as("a leap day").isPresent();
    assertThat(CronText.read("0 0 31 2 1", "", new ArrayList<>())).as("Mondays").isPresent();
  }

  /// Whatever is written: what is read is one that the cluster's definition takes, and says the
  /// same when it is read again.
  @Test
  void anyTextIsReadOrReported() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = Written.schedule(random);
      List<Problem> problems = new ArrayList<>();
      CronText read = CronText.read(text, "", problems).orElse(null);
      if (read == null) {
        assertThat(problems).as("%s, seed %s", text, seed).anyMatch(Problem::isError);
        continue;
      }
      taken++;
      String plain = read.recurrence().text();
      assertThat(plain).as("%s, seed %s", text, seed).matches(DEFINITION);
      assertThat(CronText.read(plain, "", new ArrayList<>()).orElseThrow().recurrence())
          .as("%s, seed %s", text, seed)
          .isEqualTo(read.recurrence());
    }
    assertThat(taken).isBetween(2_000, 19_000);
  }

  /// Schedules as somebody may write them, of which not all mean something.
  private static final class Written {

    private static final List<List<String>> WORDS =
        List.of(
            List.of("0", "59", "60", "*", "*/5", "07", "x"),
            List.of("0", "23", "24", "*", "1-5", "22-2", "*/6"),
            List.of("1", "31", "?", "*", "L", "15W", "*/2", "1-7"),
            List.of("1", "12", "*", "jan", "FEB-apr", "sept", "0", "*/3"),
            List.of("0", "7", "5-7", "mon-fri/2", "SUN", "*", "?", "1#2", "sat-sun", "0-7", "6/7"));

    static String schedule(Random random) {
      StringBuilder text = new StringBuilder();
      for (List<String> words : WORDS) {
        text.append(text.isEmpty() ? "" : random.nextInt(9) == 0 ? "\t " : " ");
        text.append(words.get(random.nextInt(words.size())));
        while (random.nextInt(4) == 0) {
          text.append(",").append(words.get(random.nextInt(words.size())));
        }
      }
      return random.nextInt(50) == 0 ? text + " *" : text.toString();
    }
  }
}
