package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor.Ability;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.schedule.CronText;
import io.jupyterflow.core.schedule.OwnZone;
import io.jupyterflow.core.schedule.Recurrence;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.core.schedule.ZoneText;
import io.jupyterflow.core.submission.PreparedRun;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Has an engine run a flow on a schedule, for `cron add` and for files that say when they run.
public final class Registration {

  /// How many of the next times are told.
  private static final int TOLD = 3;

  private static final String ZONE = "--timezone";

  private Registration() {}

  /// What a user says of when a flow runs.
  ///
  /// @param zone of `--timezone`, or null: then that of the schedule, else the user's
  /// @param isFlag whether the schedule is that of `--schedule`. That of a file was read before,
  ///   and what is good to know of it told
  /// @throws JupyterFlowException.InvalidFlow where it can't be understood
  public static Timing timing(Session session, String cron, @Nullable String zone, boolean isFlag) {
    List<Problem> problems = new ArrayList<>();
    Optional<CronText> read = CronText.read(cron, "--schedule", problems);
    if (!isFlag) {
      problems.removeIf(problem -> !problem.isError());
    }
    ZoneId clock = read.map(CronText::zone).orElse(null);
    if (zone != null) {
      ZoneId given = ZoneText.read(zone, ZONE, problems).orElse(null);
      if (clock != null && given != null && !clock.equals(given)) {
        throw new JupyterFlowException.Usage(
            "The schedule uses the time zone " + clock + ", and --timezone names " + given + ".",
            Remedy.of("leave out one of them"));
      }
      clock = given;
    } else if (clock == null && read.isPresent()) {
      clock =
          OwnZone.read(
                  session.surroundings().environment(),
                  OwnZone.SYSTEM,
                  ZoneId.systemDefault(),
                  problems)
              .orElse(null);
    }
    SettingsLoader.warn(session, problems, false);
    if (clock == null) {
      throw new JupyterFlowException.InvalidFlow(problems);
    }
    return new Timing(read.orElseThrow().recurrence(), clock);
  }

  /// What an engine schedules with.
  ///
  /// @throws JupyterFlowException.Refused where it can't
  public static Schedules schedules(Engine engine, Engines engines) {
    return engine
        .schedules()
        .orElseThrow(() ->
            new JupyterFlowException.Refused(
                "The engine "
                    + engine.name()
                    + " can't run flows on a schedule: none of its processes stay when you leave.",
                Remedy.of(
                        "in a crontab of this machine: jupyterflow run -d -c \"FLOW\"; on"
                            + " Kubernetes: ")
                    .then(ActionKind.USE_ENGINE, EngineNames.able(engines, Ability.SCHEDULES))));
  }

  /// Adds a schedule, and says what it means.
  public static String register(Session session, PreparedRun prepared, Timing timing) {
    String made = prepared.register(timing);
    session.note(
        "Schedule "
            + made
            + ": "
            + timing.recurrence().text()
            + (timing.recurrence() instanceof Recurrence.Every
                ? ""
                : ", in the time zone " + timing.zone().getId())
            + ". Its runs appear in jupyterflow ps. Once now: jupyterflow cron run "
            + made);
    List<String> times = new ArrayList<>();
    timing
        .next(session.clock().instant(), TOLD)
        .forEach(time -> times.add(format("EEE yyyy-MM-dd HH:mm xxx", time)));
    session.note("Next: " + String.join(", ", times));
    return made;
  }

  /// When a schedule starts its next run, by its own clock; `-` where it doesn't.
  public static String next(Schedules.Schedule schedule) {
    Instant next = schedule.next();
    if (next == null) {
      return "-";
    }
    ZoneId zone =
        ZoneText.read(schedule.zone(), ZONE, new ArrayList<>()).orElseGet(() -> ZoneId.of("UTC"));
    return format("yyyy-MM-dd HH:mm xxx", next.atZone(zone));
  }

  private static String format(String pattern, ZonedDateTime time) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
  }
}
