package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.flow.Places;
import io.jupyterflow.core.problem.Nearest;
import io.jupyterflow.core.problem.Place;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.quantity.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The form of a schedule: five fields as cron has them, or a name like `@daily`.
public final class CronText {

  private static final List<String> NAMES =
      List.of("@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually");

  private static final String EXAMPLE =
      "write minute hour day month weekday, such as \"0 3 * * *\"";

  /// A field, what it may hold, and the words for it, the first standing for `least`.
  private record Field(String name, int least, int most, List<String> words) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day of the month", 1, 31, List.of()),
          new Field(
              "month",
              1,
              12,
              List.of(
                  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                  "dec")),
          new Field(
              "day of the week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

  private CronText() {}

  /// What is wrong with a schedule that was given as a word of its own; none where it is fit.
  public static List<Problem> problems(String text, String source) {
    List<Problem> problems = new ArrayList<>();
    check(
        text,
        (start, end) -> new Place(source, 1, start + 1, Math.max(1, end - start), text),
        problems);
    return problems;
  }

  /// Reports what is wrong with a schedule.
  static void check(String text, Places places, List<Problem> problems) {
    String bare = text.strip();
    int offset = text.indexOf(bare);
    if (bare.startsWith("@")) {
      name(bare, places.from(offset), problems);
      return;
    }
    String[] fields = bare.split("\\s+", -1);
    if (fields.length != FIELDS.size()) {
      problems.add(
          Problem.error(
              "invalid-schedule",
              places.of(offset, offset + bare.length()),
              "the schedule has "
                  + (fields.length == 1 ? "1 field" : fields.length + " fields")
                  + ", but cron wants 5",
              EXAMPLE));
      return;
    }
    int at = offset;
    for (int i = 0; i < fields.length; i++) {
      at = text.indexOf(fields[i], at);
      Field field = FIELDS.get(i);
      String flaw = flaw(fields[i], field);
      if (flaw != null) {
        problems.add(
            Problem.error(
                "invalid-schedule",
                places.of(at, at + fields[i].length()),
                "the " + field.name() + " of the schedule, " + fields[i] + ", " + flaw,
                EXAMPLE));
      }
      at += fields[i].length();
    }
  }

  private static void name(String text, Places places, List<Problem> problems) {
    boolean isEvery =
        text.startsWith("@every ")
            && TimeSpan.parse(text.substring("@every ".length()).strip())
                .filter(Duration::isPositive)
                .isPresent();
    if (!isEvery && !NAMES.contains(text)) {
      problems.add(
          Problem.error(
              "invalid-schedule",
              places.of(0, text.length()),
              "there is no schedule called " + text,
              Nearest.to(text, NAMES)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("it knows " + String.join(", ", NAMES) + " and @every 90m")));
    }
  }

  private static @Nullable String flaw(String text, Field field) {
    for (String part : text.split(",", -1)) {
      int slash = part.indexOf('/');
      String range = slash < 0 ? part : part.substring(0, slash);
      if (slash >= 0 && !isStep(part.substring(slash + 1), field)) {
        return "has a step that is none";
      }
      if (range.equals("*") || (range.equals("?") && field.name().startsWith("day"))) {
        continue;
      }
      int dash = range.indexOf('-');
      int first = number(dash < 0 ? range : range.substring(0, dash), field);
      int last = dash < 0 ? first : number(range.substring(dash + 1), field);
      if (first < 0 || last < 0) {
        return "is not within " + field.least() + "-" + field.most();
      }
      if (last < first) {
        return "runs backwards";
      }
    }
    return null;
  }

  private static boolean isStep(String text, Field field) {
    return isDigits(text) && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= field.most();
  }

  /// The value, or -1.
  private static int number(String text, Field field) {
    int word = field.words().indexOf(text.toLowerCase(Locale.ROOT));
    if (word >= 0) {
      return field.least() + word;
    }
    if (!isDigits(text)) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value >= field.least() && value <= field.most() ? value : -1;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() <= 4
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
