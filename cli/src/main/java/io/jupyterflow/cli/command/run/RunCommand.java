package io.jupyterflow.cli.command.run;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.ClusterFlagCheck;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.FlowSource;
import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.OutputFormats;
import io.jupyterflow.cli.command.Registration;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.command.StartFlags;
import io.jupyterflow.cli.output.PlanText;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.PlanChecks;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.Setting;
import io.jupyterflow.core.settings.Settings;
import java.util.List;
import java.util.Set;

/// `run`: plans a flow, starts it, follows it.
public final class RunCommand implements CliCommand<RunOptions> {

  @Override
  public CommandSyntax syntax() {
    return RunOptions.syntax();
  }

  @Override
  public RunOptions options(Arguments arguments) {
    return RunOptions.of(arguments);
  }

  /// What other tools call otherwise, or have a flag for.
  @Override
  public String alternativeTo(String flag) {
    return switch (flag) {
      case "--name" -> "A run is called as --id says, else by its flow's name.";
      case "--env", "-e" ->
          "Jobs have your variables: SEED=7 jupyterflow run …; or those of a job alone:"
              + " -c \"SEED=7 train.py\".";
      case "--follow", "--watch", "--wait" -> "Leave it out: run follows, unless -d is given.";
      default -> "";
    };
  }

  @Override
  public boolean allows(String candidate, List<String> before) {
    return RunOptions.allows(candidate, before);
  }

  @Override
  public ExitCode run(RunOptions options, Session session) {
    StartFlags start = options.start();
    FlowSource source = FlowSource.of(options.flow(), options.file(), options.strays(), session);
    Settings settings =
        SettingsLoader.settings(session, options.engine().layer(start.width()), start.isDocument());
    Engine engine = engine(options, settings, session);
    Environment environment = source.environment(engine, settings, session);
    if (!options.showsOnly()) {
      engine.expectSubmit(environment);
    }
    FlowSource.Flow flow = source.flow(session, environment, options.plan());
    boolean schedules = flow.schedule() != null && engine.schedules().isPresent();
    PlanResult here = schedules ? flow.planned() : source.unscheduled(flow);
    PlanResult shown = engine.isElsewhere() ? PlanChecks.elsewhere(here) : here;
    // a plan can be shown anywhere; what is to run here must be here
    PlanResult planned = options.showsOnly() ? shown : PlanChecks.strict(shown);
    SettingsLoader.warn(session, planned.problems(), start.isDocument());
    Plan plan = settings.appliedTo(planned.orThrow());
    SubmitOptions submit =
        new SubmitOptions(start.id(), settings.jobs().value(), start.failFast(), null, Set.of());
    Submission submission = engine.prepare(plan, environment, submit);
    if (options.emit() != null) {
      OutputFormat asked = options.emitFormat();
      SettingsLoader.warn(session, submission.problems(), start.isDocument());
      DocumentPrinter.emit(
          session, asked == null ? usual(engine) : asked, submission.documents());
      return ExitCode.OK;
    }
    if (options.dryRun()) {
      SettingsLoader.warn(session, submission.problems(), start.isDocument());
      show(plan, submission, engine, start.format(), session);
      return ExitCode.OK;
    }
    String cron = flow.schedule();
    if (schedules && cron != null) {
      session.result(
          Registration.register(
              session,
              engine,
              plan,
              environment,
              submit,
              Registration.timing(session, cron, null, false)));
      return ExitCode.OK;
    }
    SettingsLoader.warn(session, submission.problems(), start.isDocument());
    if (options.engine().engine() != null
        && engine.isElsewhere()
        && !start.quiet()
        && !start.isDocument()
        && !session.looksAt(engine)) {
      session.note(
          "Other commands look for it there with --engine "
              + engine.name()
              + ", or always with engine: "
              + engine.name()
              + " in ~/.jupyterflow.yaml.");
    }
    return start.start(session, engine, submission::submit);
  }

  /// The engine, told to the user where there was a choice.
  private static Engine engine(RunOptions options, Settings settings, Session session) {
    String emit = options.emit();
    if (emit != null && !emit.equals("argo") && !emit.equals("local")) {
      throw new JupyterFlowException.Usage(
          "There is nothing to emit for '"
              + emit
              + "': use --emit argo (the Workflow) or --emit local (the commands).");
    }
    Setting<String> set = emit == null ? settings.engine() : new Setting<>(emit, "--emit", false);
    Engines engines = session.engines();
    Engines.Choice choice =
        emit != null
            ? engines.writer(set.value(), "write --emit local for what this machine would run")
            : engines.choose(
                set.value(), "write --engine local, and the flow runs on this machine");
    ClusterFlagCheck.refuse(options.engine(), choice, set);
    StartFlags start = options.start();
    if (!choice.reason().isEmpty() && !start.quiet() && !start.isDocument()) {
      session.note(choice.reason());
    }
    return choice.engine();
  }

  /// What goes to a cluster is read as YAML; a plan that stays here is a document of ours.
  private static OutputFormat usual(Engine engine) {
    return engine.isElsewhere() ? OutputFormat.YAML : OutputFormat.JSON;
  }

  private static void show(
      Plan plan,
      Submission submission,
      Engine engine,
      OutputFormat format,
      Session session) {
    switch (format) {
      case JSON, YAML ->
          DocumentPrinter.print(session, format, PlanDocument.of(plan, engine.name()));
      case WIDE ->
          DocumentPrinter.emit(session, usual(engine), submission.documents());
      case NAME -> {
        for (Job job : plan.jobs()) {
          session.result(job.name());
        }
      }
      case CSV -> throw OutputFormats.notOffered(format);
      case TABLE -> PlanText.of(plan, engine.name(), session.style()).forEach(session::result);
    }
  }
}
