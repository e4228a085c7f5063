package io.jupyterflow.cli.output;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Spans of time as people read them.
public final class Durations {

  private Durations() {}

  /// `0.4s`, `12.3s`, `1m 05s`, `2h 03m`, `3d 04h`.
  public static String exact(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    return millis < 59_950 ? tenths(millis) : coarse(duration);
  }

  /// As [#exact], but in whole seconds: a number that changes while one looks.
  public static String coarse(Duration duration) {
    long seconds = Math.max(0, duration.toMillis()) / 1000;
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m " + two(seconds % 60) + "s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + "h " + two(seconds / 60 % 60) + "m";
    }
    return seconds / 86_400 + "d " + two(seconds / 3600 % 24) + "h";
  }

  /// How long something took, or has taken until `now`; empty where it never began.
  public static String between(@Nullable Instant started, @Nullable Instant finished, Instant now) {
    if (started == null) {
      return "";
    }
    return finished != null
        ? exact(Duration.between(started, finished))
        : coarse(Duration.between(started, now));
  }

  /// `12s ago`, `3m ago`, `5h ago`, `2d ago`.
  public static String ago(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 60) {
      return seconds + "s ago";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m ago";
    }
    return seconds < 86_400 ? seconds / 3600 + "h ago" : seconds / 86_400 + "d ago";
  }

  private static String tenths(long millis) {
    long tenths = (millis + 50) / 100;
    return tenths / 10 + "." + tenths % 10 + "s";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
