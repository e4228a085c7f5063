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
import io.jupyterflow.cli.wiring.EngineNames;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor.Format;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.core.settings.Setting;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.core.submission.FlowInput;
import io.jupyterflow.core.submission.PreparedRun;
import io.jupyterflow.core.submission.RunPreparation;
import io.jupyterflow.core.submission.RunRequest;
import io.jupyterflow.core.submission.RunRequest.Purpose;
import java.util.List;

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
    FlowInput flow = FlowSource.of(options.flow(), options.file(), options.strays(), session);
    Settings settings =
        SettingsLoader.settings(session, options.engine().layer(start.width()), start.isDocument());
    Engine engine = engine(options, settings, session);
    RunRequest request =
        new RunRequest(
            flow,
            options.plan(),
            settings,
            start.id(),
            start.failFast(),
            options.showsOnly() ? Purpose.SHOW : Purpose.RUN);
    PreparedRun prepared = RunPreparation.run(request, engine);
    SettingsLoader.warn(session, prepared.problems(), start.isDocument());
    if (options.emit() != null) {
      OutputFormat asked = options.emitFormat();
      DocumentPrinter.emit(session, asked == null ? usual(engine) : asked, prepared.documents());
      return ExitCode.OK;
    }
    if (options.dryRun()) {
      show(prepared, start.format(), session);
      return ExitCode.OK;
    }
    String cron = prepared.schedule();
    if (cron != null) {
      Timing timing = Registration.timing(session, cron, null, false);
      session.result(Registration.register(session, prepared, timing));
      return ExitCode.OK;
    }
    if (options.engine().engine() != null
        && engine.isRemote()
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
    return start.start(session, engine, prepared::submit);
  }

  /// The engine, told to the user where there was a choice.
  private static Engine engine(RunOptions options, Settings settings, Session session) {
    String emit = options.emit();
    Engines engines = session.engines();
    if (emit != null && !EngineNames.isEngine(engines, emit)) {
      throw new JupyterFlowException.Usage(
          "There is nothing to emit for '" + emit + "'.",
          Remedy.of("use " + EngineNames.emitted(engines, "--emit ")));
    }
    Setting<String> set = emit == null ? settings.engine() : new Setting<>(emit, "--emit", false);
    String here = engines.here().name();
    Engines.Choice choice =
        emit != null
            ? engines.writer(
                set.value(), "write --emit " + here + " for what this machine would run")
            : engines.choose(
                set.value(), "write --engine " + here + ", and the flow runs on this machine");
    ClusterFlagCheck.refuse(options.engine(), choice, set, engines);
    StartFlags start = options.start();
    if (!choice.reason().isEmpty() && !start.quiet() && !start.isDocument()) {
      session.note(choice.reason());
    }
    return choice.engine();
  }

  /// What goes to a cluster is read as YAML; a plan that stays here is a document of ours.
  private static OutputFormat usual(Engine engine) {
    return engine.descriptor().format() == Format.YAML ? OutputFormat.YAML : OutputFormat.JSON;
  }

  private static void show(PreparedRun prepared, OutputFormat format, Session session) {
    Plan plan = prepared.plan();
    Engine engine = prepared.engine();
    switch (format) {
      case JSON, YAML ->
          DocumentPrinter.print(session, format, PlanDocument.of(plan, engine.name()));
      case WIDE -> DocumentPrinter.emit(session, usual(engine), prepared.documents());
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
