package io.jupyterflow.cli.command.cron;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.FlowSource;
import io.jupyterflow.cli.command.Registration;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.Durations;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.output.Table;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.core.submission.PreparedRun;
import io.jupyterflow.core.submission.RunPreparation;
import io.jupyterflow.core.submission.RunRequest;
import io.jupyterflow.core.submission.RunRequest.Purpose;
import java.time.Instant;
import java.util.List;

/// `cron`: flows that run on a schedule.
public final class CronCommand implements CliCommand<CronOptions> {

  @Override
  public CommandSyntax syntax() {
    return CronOptions.syntax();
  }

  @Override
  public CronOptions options(Arguments arguments) {
    return CronOptions.of(arguments);
  }

  /// What `run` takes and a schedule can't.
  @Override
  public String alternativeTo(String flag) {
    return switch (flag) {
      case "--id" -> "A schedule is named with --name; each of its runs gets an id of its own.";
      case "-n" -> "A schedule is named with --name.";
      case "-d", "--detach", "-q", "--quiet", "--logs" ->
          "Leave it out: cron add returns at once, and follows nothing.";
      case "--dry-run", "--emit" ->
          "To see the plan: jupyterflow run " + flag + ", with the same flow.";
      case "-o", "--output" -> "Leave it out: cron prints a table of schedules, or a name.";
      case "--cron", "--at", "--every", "--when" -> "When it runs is said with --schedule.";
      case "--tz", "--zone" -> "Set the time zone with --timezone.";
      default -> "";
    };
  }

  @Override
  public boolean allows(String candidate, List<String> before) {
    return CronOptions.allows(candidate, before);
  }

  @Override
  public ExitCode run(CronOptions options, Session session) {
    Settings settings =
        SettingsLoader.settings(session, options.engine().layer(options.width()), false);
    Engine engine = session.engines().named(settings.engine().value(), "");
    Schedules schedules = Registration.schedules(engine, session.engines());
    switch (options) {
      case CronOptions.AddSchedule add -> session.result(add(add, session, settings, engine));
      case CronOptions.ManageSchedules manage -> manage(manage, schedules, session);
    }
    return ExitCode.OK;
  }

  private static void manage(
      CronOptions.ManageSchedules options, Schedules schedules, Session session) {
    String name = options.name();
    switch (options.action()) {
      case ADD -> throw new IllegalStateException("cron add has options of its own");
      case LIST -> list(schedules.list(), session);
      case SUSPEND -> schedules.suspend(name);
      case RESUME -> schedules.resume(name);
      case RUN -> session.result(schedules.run(name));
      case DELETE -> schedules.delete(name);
    }
  }

  private static String add(
      CronOptions.AddSchedule added, Session session, Settings settings, Engine engine) {
    RunRequest request =
        new RunRequest(
            FlowSource.of(added.flow(), added.file(), List.of(), session),
            added.plan(),
            settings,
            added.name(),
            added.failFast(),
            Purpose.SCHEDULE);
    PreparedRun prepared = RunPreparation.run(request, engine);
    SettingsLoader.warn(session, prepared.problems(), false);
    String given = added.schedule();
    String cron = given == null ? prepared.schedule() : given;
    if (cron == null) {
      throw new JupyterFlowException.Usage(
          "The flow has no schedule.",
          Remedy.of(
              "say when it runs with --schedule \"0 3 * * *\", or with schedule: in the file"));
    }
    Timing timing = Registration.timing(session, cron, added.timezone(), given != null);
    return Registration.register(session, prepared, timing);
  }

  private static void list(List<Schedules.Schedule> schedules, Session session) {
    if (schedules.isEmpty()) {
      session.note("No schedules. Add one: jupyterflow cron add -c FLOW --schedule \"0 3 * * *\"");
      return;
    }
    Instant now = session.clock().instant();
    Table table = new Table(List.of("NAME", "SCHEDULE", "ZONE", "JOBS", "STATE", "LAST", "NEXT"));
    for (Schedules.Schedule each : schedules) {
      Instant last = each.last();
      table.row(
          List.of(
              each.name(),
              each.cron(),
              each.zone(),
              Integer.toString(each.jobs()),
              each.trouble() != null ? "stuck" : each.isSuspended() ? "suspended" : "active",
              last == null ? "-" : Durations.ago(last, now),
              Registration.next(each)));
    }
    table.lines().forEach(session::result);
    for (Schedules.Schedule each : schedules) {
      Schedules.Trouble trouble = each.trouble();
      if (trouble != null) {
        session.note(each.name() + " " + trouble.what() + ". " + RemedyText.of(trouble.remedy()));
      }
    }
  }
}
