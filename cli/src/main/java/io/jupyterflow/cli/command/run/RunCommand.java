package io.jupyterflow.cli.command.run;

import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.ClusterFlagCheck;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.FlowFlags;
import io.jupyterflow.cli.command.FlowSource;
import io.jupyterflow.cli.command.Registration;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.command.StartFlags;
import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.output.PlanText;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.flow.PlanChecks;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.settings.Setting;
import io.jupyterflow.core.settings.Settings;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `run`: plans a flow, starts it, follows it.
public final class RunCommand implements CliCommand {

  private static final OutputFormat[] EMITTED = {OutputFormat.JSON, OutputFormat.YAML};

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command("run", "Run a flow and follow it.", "run [-c FLOW | -f FILE] [FLAGS]");
    spec.addOption(
        Flags.value("FLOW", "The flow: jobs with >> between them, in quotes.", "-c", "--command"));
    spec.addOption(
        Flags.value(
            "FILE", "A workflow file; ./workflow.yaml if neither is given.", "-f", "--file"));
    spec.addOption(Flags.toggle("Show what would run, and run nothing.", "--dry-run"));
    spec.addOption(Flags.value("ENGINE", "Print exactly what argo or local would get.", "--emit"));
    StartFlags.addTo(spec);
    EngineFlags.addTo(spec);
    FlowFlags.addTo(spec);
    spec.addPositional(Flags.strays());
    return Flags.common(
        spec,
        "jupyterflow run -c \"prep.py >> train.py >> report.ipynb\"",
        "jupyterflow run -c \"train.py lr={0.1,0.01} epochs={10,20}\"     # four variants",
        "jupyterflow run -c \"prep.py >> [a.py, b.py] >> merge.py\"       # a and b at once",
        "jupyterflow run -c \"train.py lr={0.1,0.2} >> eval.py lr={lr}\"  # two chains",
        "jupyterflow run -c \"train.py\" --gpu 1 --for train --timeout 2h",
        "jupyterflow run --dry-run -c \"prep.py >> train.py\"",
        "id=$(jupyterflow run -d -f workflow.yaml)");
  }

  /// What other tools call otherwise, or have a flag for.
  @Override
  public String inPlaceOf(String flag) {
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
  public ExitCode run(ParseResult words, Session session) {
    StartFlags start = StartFlags.of(words);
    FlowSource source = FlowSource.of(words, session);
    Settings settings =
        SettingsLoader.settings(
            session, EngineFlags.layer(words, start.width()), start.isDocument());
    Optional<String> emit = Flags.value(words, "--emit");
    if (emit.isPresent()) {
      Flags.format(words, OutputFormat.YAML, EMITTED);
    }
    Engine engine = engine(words, emit, settings, start, session);
    Environment environment = source.environment(engine, settings, session);
    if (emit.isEmpty() && !Flags.has(words, "--dry-run")) {
      engine.expectSubmit(environment);
    }
    FlowSource.Flow flow = source.flow(session, environment, FlowFlags.options(words));
    boolean schedules = flow.schedule() != null && engine.schedules().isPresent();
    PlanResult here = schedules ? flow.planned() : source.unscheduled(flow);
    PlanResult shown = engine.isElsewhere() ? PlanChecks.elsewhere(here) : here;
    // a plan can be shown anywhere; what is to run here must be here
    PlanResult planned =
        emit.isPresent() || Flags.has(words, "--dry-run") ? shown : PlanChecks.strict(shown);
    SettingsLoader.warn(session, planned.problems(), start.isDocument());
    Plan plan = settings.appliedTo(planned.orThrow());
    SubmitOptions options =
        new SubmitOptions(start.id(), settings.jobs().value(), start.failFast(), null, Set.of());
    if (emit.isPresent()) {
      SettingsLoader.warn(session, engine.check(plan, environment), start.isDocument());
      DocumentPrinter.emit(
          session,
          Flags.format(words, usual(engine), EMITTED),
          engine.render(plan, environment, options));
      return ExitCode.OK;
    }
    if (Flags.has(words, "--dry-run")) {
      SettingsLoader.warn(session, engine.check(plan, environment), start.isDocument());
      show(plan, environment, options, engine, start.format(), session);
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
              options,
              Registration.timing(session, cron, null, false)));
      return ExitCode.OK;
    }
    SettingsLoader.warn(session, engine.check(plan, environment), start.isDocument());
    if (Flags.has(words, EngineFlags.ENGINE)
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
    return start.start(session, engine, () -> engine.submit(plan, environment, options));
  }

  /// The engine, told to the user where there was a choice.
  private static Engine engine(
      ParseResult words,
      Optional<String> emit,
      Settings settings,
      StartFlags start,
      Session session) {
    if (emit.isPresent() && !emit.get().equals("argo") && !emit.get().equals("local")) {
      throw new JupyterFlowException.Usage(
          "There is nothing to emit for '" + emit.get() + "'.",
          Remedy.of("use --emit argo (the Workflow) or --emit local (the commands)"));
    }
    Setting<String> set =
        emit.map(name -> new Setting<>(name, "--emit", false)).orElse(settings.engine());
    Engines engines = session.engines();
    Engines.Choice choice =
        emit.isPresent()
            ? engines.writer(set.value(), "write --emit local for what this machine would run")
            : engines.choose(
                set.value(), "write --engine local, and the flow runs on this machine");
    ClusterFlagCheck.refuse(words, choice, set);
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
      Environment environment,
      SubmitOptions options,
      Engine engine,
      OutputFormat format,
      Session session) {
    switch (format) {
      case JSON, YAML ->
          DocumentPrinter.print(session, format, PlanDocument.of(plan, engine.name()));
      case WIDE ->
          DocumentPrinter.emit(session, usual(engine), engine.render(plan, environment, options));
      case NAME -> {
        for (Job job : plan.jobs()) {
          session.result(job.name());
        }
      }
      case TABLE -> PlanText.of(plan, engine.name(), session.style()).forEach(session::result);
    }
  }
}
