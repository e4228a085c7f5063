package io.jupyterflow.cli.command.cron;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.FlowFlags;
import io.jupyterflow.cli.command.FlowSource;
import io.jupyterflow.cli.command.Registration;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.command.StartFlags;
import io.jupyterflow.cli.output.Durations;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.output.Table;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Schedules;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.PlanChecks;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.core.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `cron`: flows that run by the clock.
public final class CronCommand implements CliCommand {

  public static final List<String> ACTIONS =
      List.of("add", "list", "suspend", "resume", "run", "delete");

  /// The flags of all actions.
  private static final Set<String> ANY = Set.of(EngineFlags.ENGINE, "--color", "--debug");

  private static final String USAGE = "cron add|list|suspend|resume|run|delete [NAME] [FLAGS]";

  private static final String WRITE = "write jupyterflow " + USAGE;

  @Override
  public CommandSpec syntax() {
    CommandSpec spec = Flags.command("cron", "Run flows by the clock.", USAGE);
    spec.addPositional(Flags.operands("ACTION [NAME]", "What to do, and with which schedule."));
    spec.addOption(
        Flags.value("FLOW", "add: the flow, jobs with >> between them.", "-c", "--command"));
    spec.addOption(Flags.value("FILE", "add: a workflow file.", "-f", "--file"));
    spec.addOption(
        Flags.value("CRON", "add: when, as cron writes it: \"0 3 * * *\", @daily.", "--schedule"));
    spec.addOption(Flags.value("ZONE", "add: whose clock, Asia/Seoul; yours.", "--timezone"));
    spec.addOption(Flags.value("NAME", "add: the schedule's name.", "--name"));
    EngineFlags.addTo(spec);
    StartFlags.addHow(spec);
    FlowFlags.addTo(spec);
    return Flags.common(
        spec,
        "jupyterflow cron add -c \"prep.py >> train.py\" --schedule \"0 3 * * *\" --name nightly",
        "jupyterflow cron add -c train.py --gpu 1 --timeout 2h --schedule @daily",
        "jupyterflow cron add -f workflow.yaml",
        "jupyterflow cron list",
        "jupyterflow cron suspend nightly",
        "jupyterflow cron run nightly        # once, now",
        "jupyterflow cron delete nightly");
  }

  /// What `run` takes and a schedule can't.
  @Override
  public String inPlaceOf(String flag) {
    return switch (flag) {
      case "--id" -> "A schedule is named with --name; each of its runs gets an id of its own.";
      case "-n" -> "A schedule is named with --name.";
      case "-d", "--detach", "-q", "--quiet", "--logs" ->
          "Leave it out: cron add returns at once, and follows nothing.";
      case "--dry-run", "--emit" ->
          "To see the plan: jupyterflow run " + flag + ", with the same flow.";
      case "-o", "--output" -> "Leave it out: cron prints a table of schedules, or a name.";
      case "--cron", "--at", "--every", "--when" -> "When it runs is said with --schedule.";
      case "--tz", "--zone" -> "Whose clock it goes by is said with --timezone.";
      default -> "";
    };
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    List<String> operands = Flags.operands(words);
    if (operands.isEmpty()) {
      throw new JupyterFlowException.Usage("cron takes an action.", Remedy.of(WRITE));
    }
    String action = operands.getFirst();
    if (!ACTIONS.contains(action)) {
      throw ArgumentChecks.unknown("command", "cron ", action, ACTIONS, WRITE);
    }
    boolean takesName = !action.equals("add") && !action.equals("list");
    if (operands.size() != (takesName ? 2 : 1)) {
      throw new JupyterFlowException.Usage(
          "cron " + action + (takesName ? " takes one name." : " takes no further words."),
          Remedy.of(
              takesName
                  ? "jupyterflow cron " + action + " nightly"
                  : "give names and flows by flags"));
    }
    if (!action.equals("add")) {
      refuseFlags(action, words);
    }
    StartFlags start = StartFlags.of(words);
    Settings settings =
        SettingsLoader.settings(session, EngineFlags.layer(words, start.width()), false);
    Engine engine = session.engines().named(settings.engine().value(), "");
    Schedules schedules = Registration.schedules(engine);
    String name = operands.getLast();
    switch (action) {
      case "add" -> session.result(add(words, session, start, settings, engine));
      case "list" -> list(schedules.list(), session);
      case "suspend" -> schedules.suspend(name);
      case "resume" -> schedules.resume(name);
      case "run" -> session.result(schedules.run(name));
      default -> schedules.delete(name);
    }
    return ExitCode.OK;
  }

  /// What a schedule is made of can't be given to one that is there.
  private static void refuseFlags(String action, ParseResult words) {
    for (OptionSpec flag : words.matchedOptions()) {
      String name = flag.longestName();
      if (!ANY.contains(name)) {
        throw new JupyterFlowException.Usage(
            "cron "
                + action
                + " has no use for "
                + name
                + (name.equals("--namespace")
                    ? ": schedules are kept in one namespace, that of the notebook or the context."
                        + " Leave it out."
                    : ": it is cron add's."));
      }
    }
  }

  private static String add(
      ParseResult words, Session session, StartFlags start, Settings settings, Engine engine) {
    FlowSource source = FlowSource.ofFlags(words, session);
    Environment environment = source.environment(engine, settings, session);
    FlowSource.Flow flow = source.flow(session, environment, FlowFlags.options(words));
    PlanResult planned = PlanChecks.strict(PlanChecks.elsewhere(flow.planned()));
    SettingsLoader.warn(session, planned.problems(), false);
    Plan plan = settings.appliedTo(planned.orThrow());
    String given = Flags.value(words, "--schedule").orElse(null);
    String cron = given == null ? flow.schedule() : given;
    if (cron == null) {
      throw new JupyterFlowException.Usage(
          "The flow has no schedule.",
          Remedy.of(
              "say when it runs with --schedule \"0 3 * * *\", or with schedule: in the file"));
    }
    SubmitOptions options =
        new SubmitOptions(
            Flags.value(words, "--name").orElse(null),
            settings.jobs().value(),
            start.failFast(),
            null,
            Set.of());
    Timing timing =
        Registration.timing(
            session, cron, Flags.value(words, "--timezone").orElse(null), given != null);
    return Registration.register(session, engine, plan, environment, options, timing);
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
