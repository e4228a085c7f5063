package io.jupyterflow.core.schedule;

import java.util.ArrayList;
import java.util.List;

/// What to write where a schedule does not have five fields.
final class WrongCount {

  private WrongCount() {}

  static String hint(List<String> words) {
    int count = words.size();
    if (count == 6 || count == 7) {
      // seconds before, as Quartz and Spring have them, and a year behind
      List<String> five = words.subList(1, 6);
      if (isFit(five) && CronField.MINUTE.value(words.getFirst()) >= 0) {
        return "leave out the seconds: write \"" + String.join(" ", five) + "\"";
      }
      if (isFit(words.subList(0, 5))) {
        return "leave out the year: write \"" + String.join(" ", words.subList(0, 5)) + "\"";
      }
    }
    if (count > 0 && words.getFirst().equalsIgnoreCase("every")) {
      return "write @every 90m, @daily, or " + FieldFlaws.EXAMPLE.substring("write ".length());
    }
    return FieldFlaws.EXAMPLE;
  }

  private static boolean isFit(List<String> five) {
    return CronText.read(String.join(" ", five), "", new ArrayList<>()).isPresent();
  }
}
