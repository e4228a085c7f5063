package io.jupyterflow.argo.compile;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one Workflow can hold, said before anything is sent.
final class Limits {

  /// Beyond it, the status of the nodes outgrows what the API server stores.
  static final int JOBS = 3_000;

  /// The server's store takes 1.5 MiB for an object, and the controller adds to it.
  static final int BYTES = 1_400_000;

  /// All annotations of an object together.
  private static final int ANNOTATIONS = 256 * 1024;

  /// What the controller hands to a pod in one variable; above that it needs rights that it has in
  /// few clusters. Some of it is its own.
  private static final int POD = 131_072 - 4_096;

  /// What the server takes for the values of a Secret is 1 MiB.
  private static final int SECRET = 1_048_576;

  private Limits() {}

  static List<Problem> problems(
      Plan plan, Environment environment, Supplier<CompiledWorkflow> compiled) {
    List<Problem> problems = new ArrayList<>();
    unknownSecrets(plan, problems);
    int count = plan.jobs().size();
    if (count > JOBS) {
      problems.add(
          Problem.error(
              "too-many-jobs",
              null,
              "the plan has " + number(count) + " jobs, and a Workflow takes " + number(JOBS),
              Remedy.of(
                  "split the sweep over several runs, or run it here: ",
                  ActionKind.USE_THIS_MACHINE)));
      return problems;
    }
    KubeObject workflow = compiled.get().workflow();
    Map<String, Integer> templates = new HashMap<>();
    for (KubeObject template : workflow.object("spec").objects("templates")) {
      templates.put(template.text("name"), length(template.tree()));
    }
    if (templates.size() > DagTemplates.MOST) {
      problems.add(
          Problem.error(
              "too-many-kinds-of-jobs",
              null,
              "the plan's jobs are retried and timed out in so many ways that they need "
                  + templates.size()
                  + " templates, and a Workflow takes "
                  + DagTemplates.MOST,
              "give more jobs the same retries and timeout"));
    }
    if (variables(environment, templates, problems)) {
      return problems; // whatever else is too large is so for them
    }
    pods(plan, environment, workflow, templates, problems);
    int annotations = length(workflow.object("metadata", "annotations").tree());
    int bytes = length(workflow.tree());
    if (annotations > ANNOTATIONS) {
      problems.add(tooLarge("the plan itself takes", annotations, ANNOTATIONS));
    } else if (bytes > BYTES) {
      problems.add(tooLarge("its Workflow takes", bytes, BYTES));
    }
    return problems;
  }

  /// A plan that was read from a Workflow is without its secrets, which nobody but jobs can read.
  private static void unknownSecrets(Plan plan, List<Problem> problems) {
    for (Job job : plan.jobs()) {
      for (Map.Entry<String, String> variable : job.env().entrySet()) {
        if (variable.getValue().equals(Secrets.REDACTED)) {
          problems.add(
              Problem.error(
                  "unknown-secret",
                  null,
                  "the value of "
                      + variable.getKey()
                      + " for the job '"
                      + job.name()
                      + "' is not known here: the run keeps it in a Secret that only its jobs read",
                  Remedy.of("start the flow as you did at first: ", ActionKind.RUN)));
          return;
        }
      }
    }
  }

  private static Problem tooLarge(String what, int bytes, int most) {
    return Problem.error(
        "plan-too-large",
        null,
        "the plan is too large for a cluster: "
            + what
            + " "
            + number(bytes)
            + " bytes, and "
            + number(most)
            + " can be stored",
        "shorten the commands, put long texts into files, or split the sweep over several runs");
  }

  /// Whether what all jobs inherit is too much for any of them.
  private static boolean variables(
      Environment environment, Map<String, Integer> templates, List<Problem> problems) {
    int largest = 0;
    for (int bytes : templates.values()) {
      largest = Math.max(largest, bytes);
    }
    int secret = 0;
    for (Map.Entry<String, String> each :
        ((PodEnvironment) environment.engine()).secrets().entrySet()) {
      secret += each.getKey().length() + each.getValue().length();
    }
    if (largest <= POD && secret <= SECRET) {
      return false;
    }
    LargeVariables variables = LargeVariables.of(environment);
    if (secret > SECRET) {
      problems.add(variables.tooManySecrets());
    } else if (variables.bytes() > largest / 2) {
      problems.add(variables.tooMany(largest, POD));
    }
    return !problems.isEmpty();
  }

  private static void pods(
      Plan plan,
      Environment environment,
      KubeObject workflow,
      Map<String, Integer> templates,
      List<Problem> problems) {
    TaskNames names = TaskNames.of(plan);
    Map<String, Job> jobs = new HashMap<>();
    plan.jobs().forEach(job -> jobs.put(names.task(job.name()), job));
    for (KubeObject template : workflow.object("spec").objects("templates")) {
      for (KubeObject task : template.objects("dag", "tasks")) {
        Job job = jobs.get(task.text("name"));
        for (KubeObject parameter : task.objects("arguments", "parameters")) {
          int bytes =
              length(parameter.text("value")) + templates.getOrDefault(task.text("template"), 0);
          if (job != null && bytes > POD) {
            problems.add(
                Problem.error(
                    "command-too-long",
                    null,
                    "the command and variables of job '"
                        + job.name()
                        + "' take "
                        + number(bytes)
                        + " bytes with all that its pod needs, and "
                        + number(POD)
                        + " can be handed to a pod",
                    hint(environment, bytes)));
          }
        }
      }
    }
  }

  private static String hint(Environment environment, int bytes) {
    LargeVariables variables = LargeVariables.of(environment);
    return variables.bytes() > bytes / 2
        ? variables.hint()
        : "put the long text into a file and name that in the command";
  }

  /// In bytes of JSON, as the controller writes it: `<`, `>` and `&` take six.
  private static int length(@Nullable Object tree) {
    String json = JsonText.line(tree);
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '<' || c == '>' || c == '&') {
        bytes += 5;
      }
    }
    return bytes;
  }

  static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
