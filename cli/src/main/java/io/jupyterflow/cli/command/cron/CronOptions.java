package io.jupyterflow.cli.command.cron;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.FlowFlags;
import io.jupyterflow.cli.command.StartFlags;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options of `cron`.
public sealed interface CronOptions {

  /// Which engine's schedules are meant.
  EngineFlags engine();

  /// How many jobs at once, or null for what the settings say.
  @Nullable Integer width();

  /// `cron add`.
  ///
  /// @param name for the schedule, or null to have one made
  /// @param flow text of `-c`, or null
  /// @param file of `-f`, or null
  /// @param schedule as cron writes it, or null for that of the file
  /// @param timezone whose clock it depends on, or null
  /// @param width how many jobs at once, or null for what the settings say
  /// @param failFast whether the failure of one job stops the others
  /// @param engine where jobs run
  /// @param plan what jobs get
  record AddSchedule(
      @Nullable String name,
      @Nullable String flow,
      @Nullable String file,
      @Nullable String schedule,
      @Nullable String timezone,
      @Nullable Integer width,
      boolean failFast,
      EngineFlags engine,
      PlanOptions plan)
      implements CronOptions {}

  /// Everything else.
  ///
  /// @param name of the schedule; empty for `cron list`
  record ManageSchedules(CronAction action, String name, EngineFlags engine)
      implements CronOptions {
    @Override
    public @Nullable Integer width() {
      return null;
    }
  }

  /// The flags of all actions.
  Set<String> COMMON = Set.of(EngineFlags.ENGINE, "--color", "--debug");

  String USAGE = "cron add|list|suspend|resume|run|delete [NAME] [FLAGS]";

  String WRITE = "write jupyterflow " + USAGE;

  static CommandSyntax syntax() {
    CommandSyntax syntax = new CommandSyntax("cron", "Run flows on a schedule.", USAGE);
    syntax.operands("ACTION [NAME]", "What to do, and with which schedule.", CronAction.words());
    syntax.value(
        "FLOW",
        "add: run this flow, jobs with >> between them.",
        List.of(CommandSyntax.FILES),
        "-c",
        "--command");
    syntax.value(
        "FILE", "add: run this workflow file.", List.of(CommandSyntax.FILES), "-f", "--file");
    syntax.value("CRON", "add: set when, as cron writes it: \"0 3 * * *\", @daily.", "--schedule");
    syntax.value("ZONE", "add: set the time zone, such as Asia/Seoul (yours).", "--timezone");
    syntax.value("NAME", "add: name the schedule.", "--name");
    EngineFlags.addTo(syntax);
    StartFlags.addExecutionTo(syntax);
    FlowFlags.addTo(syntax);
    return syntax.examples(
        "jupyterflow cron add -c \"prep.py >> train.py\" --schedule \"0 3 * * *\" --name nightly",
        "jupyterflow cron add -c train.py --gpu 1 --timeout 2h --schedule @daily",
        "jupyterflow cron add -f workflow.yaml",
        "jupyterflow cron list",
        "jupyterflow cron suspend nightly",
        "jupyterflow cron run nightly        # once, now",
        "jupyterflow cron delete nightly");
  }

  static CronOptions of(Arguments arguments) {
    List<String> operands = arguments.operands();
    if (operands.isEmpty()) {
      throw new JupyterFlowException.Usage("cron takes an action.", Remedy.of(WRITE));
    }
    String word = operands.getFirst();
    CronAction action =
        CronAction.named(word)
            .orElseThrow(
                () -> ArgumentChecks.unknown("command", "cron ", word, CronAction.words(), WRITE));
    if (operands.size() != (action.takesName() ? 2 : 1)) {
      throw new JupyterFlowException.Usage(
          "cron " + word + (action.takesName() ? " takes one name." : " takes no further words."),
          Remedy.of(
              action.takesName()
                  ? "jupyterflow cron " + word + " nightly"
                  : "give names and flows by flags"));
    }
    EngineFlags engine = EngineFlags.of(arguments);
    if (action != CronAction.ADD) {
      refuseFlagsOfAdd(word, arguments);
      return new ManageSchedules(action, action.takesName() ? operands.getLast() : "", engine);
    }
    return new AddSchedule(
        arguments.valueOrNull("--name"),
        arguments.valueOrNull("-c"),
        arguments.valueOrNull("-f"),
        arguments.valueOrNull("--schedule"),
        arguments.valueOrNull("--timezone"),
        StartFlags.width(arguments),
        StartFlags.failFast(arguments),
        engine,
        FlowFlags.of(arguments));
  }

  /// Whether the action that is typed takes this flag.
  static boolean allows(String candidate, List<String> before) {
    if (!candidate.startsWith("-")
        || COMMON.contains(candidate)
        || candidate.equals("-h")
        || candidate.equals("--help")) {
      return true;
    }
    for (String word : before) {
      Optional<CronAction> action = CronAction.named(word);
      if (action.isPresent()) {
        return action.get() == CronAction.ADD;
      }
    }
    return true;
  }

  /// What a schedule is made of can't be given to one that is there.
  private static void refuseFlagsOfAdd(String action, Arguments arguments) {
    for (String flag : arguments.flagsInOrder()) {
      if (!COMMON.contains(flag)) {
        throw new JupyterFlowException.Usage(
            "cron "
                + action
                + " does not take "
                + flag
                + (flag.equals(EngineFlags.NAMESPACE)
                    ? ": schedules are kept in one namespace, that of the notebook or the context."
                        + " Leave it out."
                    : ": it is cron add's."));
      }
    }
  }
}
