package io.jupyterflow.cli.output;

import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How many of what, in words.
public final class JobCounts {

  private JobCounts() {}

  /// `2 failed, 1 running, 3 succeeded`: what matters most first.
  public static String text(Map<JobState, Integer> counts) {
    StringBuilder text = new StringBuilder();
    for (JobState state :
        new JobState[] {
          JobState.FAILED,
          JobState.LOST,
          JobState.RUNNING,
          JobState.STOPPED,
          JobState.SKIPPED,
          JobState.SUCCEEDED,
          JobState.REUSED,
          JobState.QUEUED,
          JobState.WAITING
        }) {
      int count = counts.getOrDefault(state, 0);
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(grouped(count))
            .append(' ')
            .append(state.text());
      }
    }
    return text.toString();
  }

  /// The same of a whole run.
  public static String text(RunSummary run) {
    return text(run.counts());
  }

  /// How many jobs of a run are over.
  public static int done(RunSummary run) {
    int done = 0;
    for (JobState state : JobState.values()) {
      done += state.isTerminal() ? run.count(state) : 0;
    }
    return done;
  }

  /// `10,000`.
  public static String grouped(int number) {
    return number < 1000 ? Integer.toString(number) : String.format(Locale.ROOT, "%,d", number);
  }

  /// `1 job`, `2 jobs`.
  public static String of(int number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /// The names with commas between, those past `most` as `and 7 more`.
  public static String listed(List<String> names, int most) {
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }
}
