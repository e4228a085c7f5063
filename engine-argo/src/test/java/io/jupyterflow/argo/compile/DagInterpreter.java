package io.jupyterflow.argo.compile;

import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the controller does with the DAGs of a Workflow, as far as ours use it: `depends`, `when`,
/// statuses as parameters, and the phase of a DAG by its leaves.
final class DagInterpreter {

  private static final Pattern TERM = Pattern.compile("(!?)([A-Za-z0-9-]+)\\.([A-Za-z]+)");
  private static final Pattern STATUS = Pattern.compile("\\{\\{tasks\\.([A-Za-z0-9-]+)\\.status}}");
  private static final Pattern CONTAINS = Pattern.compile("contains '([^']*)'");

  private final Map<String, KubeObject> templates = new HashMap<>();
  private final Predicate<String> succeeds;

  /// Phase of each job's task; a part that was not run has none for its jobs.
  private final Map<String, String> phases = new LinkedHashMap<>();

  /// When a task began: after all tasks that were over by then.
  private final Map<String, Set<String>> before = new HashMap<>();

  DagInterpreter(KubeObject workflow, Predicate<String> succeeds) {
    this.succeeds = succeeds;
    for (KubeObject template : workflow.object("spec").objects("templates")) {
      templates.put(template.text("name"), template);
    }
  }

  /// Runs all.
  ///
  /// @return the Workflow's phase
  String run(KubeObject workflow) {
    return dag(template(workflow.text("spec", "entrypoint")), "", new HashSet<>());
  }

  Map<String, String> phases() {
    return phases;
  }

  /// The jobs' tasks that a task's order puts before it.
  Set<String> before(String task) {
    return before.getOrDefault(task, Set.of());
  }

  private KubeObject template(String name) {
    return templates.getOrDefault(name, KubeObject.EMPTY);
  }

  private String dag(KubeObject template, String ended, Set<String> over) {
    List<KubeObject> tasks = template.objects("dag", "tasks");
    Map<String, String> local = new HashMap<>();
    Map<String, Set<String>> after = new HashMap<>();
    Map<String, Boolean> failed = new HashMap<>();
    Set<String> needed = new HashSet<>();
    List<KubeObject> waiting = new ArrayList<>(tasks);
    while (!waiting.isEmpty()) {
      int left = waiting.size();
      waiting.removeIf(task -> step(task, ended, over, local, after, failed, needed));
      if (waiting.size() == left) {
        throw new AssertionError("tasks wait for each other: " + waiting);
      }
    }
    over.addAll(local.keySet());
    for (Set<String> each : after.values()) {
      over.addAll(each);
    }
    for (KubeObject task : tasks) {
      String name = task.text("name");
      if (!needed.contains(name) && failed.getOrDefault(name, false)) {
        return "Failed";
      }
    }
    return "Succeeded";
  }

  private boolean step(
      KubeObject task,
      String ended,
      Set<String> over,
      Map<String, String> local,
      Map<String, Set<String>> after,
      Map<String, Boolean> failed,
      Set<String> needed) {
    String name = task.text("name");
    Set<String> done = new HashSet<>(over);
    boolean inherits = false;
    Matcher terms = TERM.matcher(task.text("depends"));
    while (terms.find()) {
      String need = terms.group(2);
      if (!local.containsKey(need)) {
        return false;
      }
      needed.add(need);
      done.add(need);
      done.addAll(after.getOrDefault(need, Set.of()));
      inherits |= failed.getOrDefault(need, false);
    }
    before.put(name, Set.copyOf(done));
    String phase;
    if (!depends(task.text("depends"), local)) {
      phase = "Omitted";
    } else if (!when(task.text("when"), ended)) {
      phase = "Skipped";
    } else {
      KubeObject template = template(task.text("template"));
      if (template.has("dag")) {
        phase = dag(template, parameter(task, ended, local), done);
      } else {
        phase = succeeds.test(name) ? "Succeeded" : "Failed";
      }
    }
    if (!name.startsWith(TaskNames.RESERVED)) {
      phases.put(name, phase);
    }
    local.put(name, phase);
    after.put(name, done);
    boolean isOver = phase.equals("Succeeded") || phase.equals("Failed");
    failed.put(name, isOver ? phase.equals("Failed") : inherits);
    return true;
  }

  private static boolean depends(String expression, Map<String, String> local) {
    if (expression.isEmpty()) {
      return true;
    }
    boolean any = false;
    for (String or : expression.split(" \\|\\| ", -1)) {
      boolean all = true;
      for (String and : or.split(" && ", -1)) {
        Matcher term = TERM.matcher(and);
        if (!term.matches()) {
          throw new AssertionError("no term: " + and);
        }
        boolean is = term.group(3).equals(local.get(term.group(2)));
        all &= is == term.group(1).isEmpty();
      }
      any |= all;
    }
    return any;
  }

  private static boolean when(String expression, String ended) {
    if (expression.isEmpty()) {
      return true;
    }
    if (expression.equals("false")) {
      return false;
    }
    Matcher term = CONTAINS.matcher(expression);
    boolean all = true;
    boolean found = false;
    while (term.find()) {
      found = true;
      all &= ended.contains(term.group(1));
    }
    if (!found) {
      throw new AssertionError("no condition: " + expression);
    }
    return all;
  }

  private static String parameter(KubeObject task, String ended, Map<String, String> local) {
    for (KubeObject parameter : task.objects("arguments", "parameters")) {
      String value = parameter.text("value").replace("{{inputs.parameters.ended}}", ended);
      return STATUS.matcher(value).replaceAll(status -> local.getOrDefault(status.group(1), ""));
    }
    return "";
  }
}
