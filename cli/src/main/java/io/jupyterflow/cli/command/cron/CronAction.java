package io.jupyterflow.cli.command.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `cron` does with schedules.
public enum CronAction {
  ADD,
  LIST,
  SUSPEND,
  RESUME,
  RUN,
  DELETE;

  /// The word users type.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it is done to one schedule that is there already.
  boolean takesName() {
    return this != ADD && this != LIST;
  }

  static Optional<CronAction> named(String word) {
    for (CronAction action : values()) {
      if (action.text().equals(word)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  /// The words of all of them.
  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (CronAction action : values()) {
      words.add(action.text());
    }
    return words;
  }
}
