package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.check.NotebookChecks;
import io.jupyterflow.core.flow.script.Interpreters;
import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.sweep.Columns;
import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.flow.sweep.SettledCommand;
import io.jupyterflow.core.flow.sweep.SizedCommand;
import io.jupyterflow.core.flow.sweep.Variants;
import io.jupyterflow.core.flow.syntax.DefaultNames;
import io.jupyterflow.core.flow.syntax.JobTemplate;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the jobs of a command, one for each variant.
final class JobFactory {

  private final SourceFacts facts;
  private final PlanOptions options;
  private final List<Problem> problems;

  /// The commands whose jobs were made, which later ones may be bound to.
  private final List<SettledCommand> settled = new ArrayList<>();

  private @Nullable NotebookChecks notebooks;
  private long bytes;

  JobFactory(SourceFacts facts, PlanOptions options, List<Problem> problems) {
    this.facts = facts;
    this.options = options;
    this.problems = problems;
  }

  /// Adds the jobs of a command, behind those of all commands before it.
  ///
  /// @param names and needs, one for each variant
  /// @param mostBytes how much all jobs may take that this made
  /// @return false where they take more, which is reported; more is not to be made, then
  boolean make(
      SizedCommand sized,
      List<String> names,
      List<List<String>> needs,
      long mostBytes,
      List<Job> jobs) {
    FlowCommand command = sized.command();
    if (bytes > mostBytes) {
      problems.add(Plan.tooLarge(command.place()));
      return false;
    }
    Variants variants = new Variants(sized, settled);
    List<Map<String, String>> values = new ArrayList<>(names.size());
    String origin = origin(sized);
    boolean empty = false;
    for (int i = 0; i < names.size(); i++) {
      Variants.Variant variant = variants.get(i);
      values.add(values(variant)); // of all: jobs that are bound to these are looked at, too
      if (!hasCommand(command, variant)) {
        empty = true;
        continue;
      }
      Job job = job(command, names.get(i), origin, variant, shown(variants, variant), needs.get(i));
      jobs.add(job);
      bytes += job.footprint();
      if (bytes > mostBytes) {
        problems.add(Plan.tooLarge(command.place()));
        return false;
      }
    }
    settled.add(variants.settled(values));
    if (empty) {
      error(command, "no-command", "nothing is left of this job to run", "write a program");
    } else if (!variants.unclear().isEmpty()) {
      String key = variants.unclear().iterator().next();
      error(
          command,
          "ambiguous-key",
          "more than one sweep before this job has the key " + key + ", with values of their own",
          "give the keys different names");
    }
    return true;
  }

  private void error(FlowCommand command, String code, String message, String hint) {
    problems.add(Problem.error(code, command.place(), message, hint));
  }

  private static String origin(SizedCommand sized) {
    if (!sized.isSwept()) {
      return "";
    }
    String name = sized.command().job().name();
    return name != null ? name : DefaultNames.of(sized.command().text());
  }

  /// What later commands may bind to.
  private static Map<String, String> values(Variants.Variant variant) {
    if (variant.env().isEmpty()) {
      return variant.parameters();
    }
    Map<String, String> values = new HashMap<>(variant.env());
    values.putAll(variant.parameters());
    return values;
  }

  private static boolean hasCommand(FlowCommand command, Variants.Variant variant) {
    if (command.text().isShell()) {
      return true;
    }
    for (int i = Math.max(command.head(), 0); i < variant.words().size(); i++) {
      if (!variant.words().get(i).isNothing()) {
        return true;
      }
    }
    return false;
  }

  private Job job(
      FlowCommand written,
      String name,
      String origin,
      Variants.Variant variant,
      Map<String, String> parameters,
      List<String> needs) {
    JobTemplate job = written.job();
    Map<String, String> env = new LinkedHashMap<>(job.env());
    if (!written.text().isScript()) { // there they are the shell's, for one of its commands
      env.putAll(variant.env());
    }
    String command = origin.isEmpty() ? name : origin;
    Resources resources = job.resources().overriddenBy(options.resources());
    resources =
        resources.overriddenBy(options.resourcesFor().getOrDefault(command, Resources.UNSTATED));
    resources =
        resources.overriddenBy(options.resourcesFor().getOrDefault(name, Resources.UNSTATED));
    return new Job(
        name,
        command,
        command(written, variant),
        needs,
        parameters,
        env,
        resources,
        retries(job.retries()),
        options.timeout() != null ? options.timeout() : job.timeout(),
        job.metrics());
  }

  private Retries retries(Retries stated) {
    Integer limit = options.retries();
    return limit == null ? stated : stated.withLimit(limit);
  }

  private static Map<String, String> shown(Variants variants, Variants.Variant variant) {
    Map<String, String> shown = new LinkedHashMap<>(variant.parameters());
    for (Map.Entry<String, String> parameter : shown.entrySet()) {
      String name = parameter.getKey();
      String value = parameter.getValue();
      parameter.setValue(
          isSecret(variants, name, value) ? Secrets.REDACTED : Secrets.shown(name, value));
    }
    return shown;
  }

  /// By the name of it, of a key that it takes its value from, or of one that is a part of it, as
  /// in `{,token=x}`.
  private static boolean isSecret(Variants variants, String name, String value) {
    if (Secrets.isSecretName(name) || variants.secrets().contains(name)) {
      return true;
    }
    int equals = value.indexOf('=');
    return equals > 0 && Secrets.isSecretName(Columns.key(value.substring(0, equals)));
  }

  private NotebookChecks notebooks() {
    if (notebooks == null) {
      notebooks = new NotebookChecks(facts, problems);
    }
    return notebooks;
  }

  /// A script with its `~/` resolved, as a shell does.
  private String atHome(WordVariant.Settled script) {
    boolean tilde = script.raw().startsWith("~/") && Scripts.isScript(script.value());
    return tilde && !facts.home().isEmpty()
        ? facts.home() + script.value().substring(1)
        : script.value();
  }

  private Command command(FlowCommand written, Variants.Variant variant) {
    int head = written.head();
    boolean notebook =
        head >= 0
            && !written.text().needsShell()
            && Interpreters.isNotebook(variant.words().get(head).value(), facts);
    if (written.text().isShell() && !notebook) {
      return new Command.Shell(ShellText.of(written, variant, facts), written.text().errexit());
    }
    List<String> argv = new ArrayList<>(variant.words().size());
    for (int i = Math.max(head, 0); i < variant.words().size(); i++) {
      WordVariant.Settled word = variant.words().get(i);
      if (!word.isNothing()) {
        argv.add(i == head ? atHome(word) : word.value());
      }
    }
    if (notebook) {
      notebooks().check(written, variant.words());
    }
    return Interpreters.command(argv, facts);
  }
}
