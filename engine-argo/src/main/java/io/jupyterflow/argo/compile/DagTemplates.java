package io.jupyterflow.argo.compile;

import io.jupyterflow.core.plan.Job;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes the order of a plan's jobs as DAG templates.
///
/// A task that only ties others together (a join, or the mark of a cut) is a task with `when:
/// false`: it takes no pod, is `Omitted` when something it needs did not succeed and `Skipped` when
/// all did, and has no phase of its own for the DAG it is in.
final class DagTemplates {

  /// The parameter with the patch of a job's pod.
  static final String PATCH = "patch";

  /// How many tasks the API server takes in a template, and how many templates in a Workflow.
  static final int MOST = 200;

  static final String ENTRYPOINT = "plan";

  /// The parameter that says what happened to jobs before a cut: ` 3=Succeeded 7=Failed `.
  private static final String ENDED = "ended";

  private static final int INLINE = 4;

  private final Graph graph;
  private final TaskNames names;
  private final JobTemplates jobs;
  private final JobPatch patches;
  private final boolean failFast;
  private final List<Object> templates = new ArrayList<>();

  /// Jobs before a cut that the present template lies behind.
  private BitSet before = new BitSet();

  private int parts;
  private int joins;

  DagTemplates(
      Graph graph, TaskNames names, JobTemplates jobs, JobPatch patches, boolean failFast) {
    this.graph = graph;
    this.names = names;
    this.jobs = jobs;
    this.patches = patches;
    this.failFast = failFast;
  }

  /// All of them, the entrypoint first.
  List<Object> write() {
    List<Integer> all = new ArrayList<>(graph.size());
    for (int job = 0; job < graph.size(); job++) {
      all.add(job);
    }
    boolean isSmall = all.size() + countJoins(all) <= MOST;
    DagBlock block = isSmall ? new DagBlock.Flat(all) : new Splitter(graph).split();
    Dag dag = new Dag();
    body(dag, block, List.of());
    templates.addFirst(template(ENTRYPOINT, dag, false));
    return templates;
  }

  /// A template in the making.
  private static final class Dag {
    final List<Object> tasks = new ArrayList<>();
  }

  private Map<String, Object> template(String name, Dag dag, boolean isBehindCut) {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("name", name);
    if (isBehindCut) {
      template.put("inputs", Map.of("parameters", List.of(Map.of("name", ENDED))));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("failFast", failFast);
    fields.put("tasks", dag.tasks);
    template.put("dag", fields);
    return template;
  }

  /// Writes a block as all there is in a template.
  ///
  /// @param entry what it waits for
  /// @return what waits for it has to wait for
  private List<String> body(Dag dag, DagBlock block, List<String> entry) {
    if (block instanceof DagBlock.Flat flat) { // first: a switch over types is slow when it is new
      return flat(dag, flat.jobs(), entry);
    }
    return switch (block) {
      case DagBlock.Flat flat -> flat(dag, flat.jobs(), entry);
      case DagBlock.Series series -> {
        List<String> exit = entry;
        for (DagBlock each : series.blocks()) {
          exit = member(dag, each, exit);
        }
        yield exit;
      }
      case DagBlock.Parallel parallel -> members(dag, parallel, entry);
      case DagBlock.Cut cut -> cut(dag, cut);
    };
  }

  private List<String> members(Dag dag, DagBlock.Parallel parallel, List<String> entry) {
    List<String> exits = new ArrayList<>();
    for (DagBlock each : parallel.blocks()) {
      exits.addAll(member(dag, each, entry));
    }
    return exits;
  }

  /// Writes a block as one of several in a template.
  private List<String> member(Dag dag, DagBlock block, List<String> entry) {
    if (block instanceof DagBlock.Flat flat && flat.jobs().size() <= INLINE) {
      return flat(dag, flat.jobs(), entry);
    }
    if (block instanceof DagBlock.Parallel parallel) {
      return members(dag, parallel, entry);
    }
    return part(
        dag, block, allOf(entry), before.isEmpty() ? null : "{{inputs.parameters." + ENDED + "}}");
  }

  /// Writes a block as a template of its own, and the task for it.
  private List<String> part(
      Dag dag, DagBlock block, @Nullable String depends, @Nullable String ended) {
    parts++;
    String name = TaskNames.PART + parts;
    Dag own = new Dag();
    body(own, block, List.of());
    templates.add(template(name, own, ended != null));
    Map<String, Object> task = task(name, name, depends);
    if (ended != null) {
      task.put("arguments", argument(ENDED, ended));
    }
    dag.tasks.add(task);
    return List.of(name + ".Succeeded");
  }

  private List<String> cut(Dag dag, DagBlock.Cut cut) {
    flat(dag, cut.head(), List.of());
    BitSet outer = before;
    before = (BitSet) outer.clone();
    for (int job : cut.head()) {
      before.set(job);
    }
    Set<Integer> head = new HashSet<>(cut.head());
    Set<Integer> needed = new TreeSet<>();
    for (DagBlock each : cut.rest()) {
      Set<Integer> needs = new TreeSet<>();
      needs(each, head, needs);
      needed.addAll(needs);
      StringBuilder ended =
          new StringBuilder(outer.isEmpty() ? " " : "{{inputs.parameters." + ENDED + "}}");
      for (int job : needs) {
        ended.append(job).append("={{tasks.").append(task(job)).append(".status}} ");
      }
      part(dag, each, ended(needs), ended.toString());
    }
    before = outer;
    // jobs that something waits for don't count for the phase of a DAG; this one lets them
    List<String> all = new ArrayList<>();
    needed.forEach(job -> all.add(task(job) + ".Succeeded"));
    tie(dag, allOf(all));
    return List.of();
  }

  private void needs(DagBlock block, Set<Integer> of, Set<Integer> found) {
    switch (block) {
      case DagBlock.Flat flat -> {
        for (int[] needs : users(flat.jobs()).keySet()) {
          Arrays.stream(needs).filter(of::contains).forEach(found::add);
        }
      }
      case DagBlock.Series series -> series.blocks().forEach(each -> needs(each, of, found));
      case DagBlock.Parallel parallel -> parallel.blocks().forEach(each -> needs(each, of, found));
      case DagBlock.Cut cut -> {
        needs(new DagBlock.Flat(cut.head()), of, found);
        cut.rest().forEach(each -> needs(each, of, found));
      }
    }
  }

  /// True as soon as all jobs have ended, however: the controller waits for whatever is named.
  private @Nullable String ended(Set<Integer> jobs) {
    List<String> terms = new ArrayList<>();
    for (int job : jobs) {
      if (terms.isEmpty()) {
        terms.add("!" + task(job) + ".Failed");
      }
      terms.add(task(job) + ".Failed");
    }
    return terms.isEmpty() ? null : String.join(" || ", terms);
  }

  private String task(int job) {
    return names.task(graph.jobs().get(job).name());
  }

  /// Writes jobs as tasks.
  private List<String> flat(Dag dag, List<Integer> members, List<String> entry) {
    BitSet inside = new BitSet();
    members.forEach(inside::set);
    IdentityHashMap<int[], Integer> users = users(members);
    IdentityHashMap<int[], String> conditions = new IdentityHashMap<>();
    Set<Integer> ends = new LinkedHashSet<>(members);
    for (int number : members) {
      int[] needs = graph.needs(number);
      String depends = conditions.get(needs);
      if (depends == null) {
        List<String> terms = new ArrayList<>();
        for (int need : needs) {
          if (inside.get(need)) {
            terms.add(task(need) + ".Succeeded");
            ends.remove(need);
          }
        }
        boolean isJoin = isJoin(terms.size(), users.getOrDefault(needs, 0));
        depends = isJoin ? tie(dag, allOf(terms)) + ".Skipped" : allOf(terms);
        depends = depends == null ? "" : depends;
        conditions.put(needs, depends);
      }
      Job job = graph.jobs().get(number);
      Map<String, Object> task =
          task(task(number), jobs.name(job), depends.isEmpty() ? allOf(entry) : depends);
      String gate = gate(needs);
      if (gate != null) {
        task.put("when", gate);
      }
      task.put("arguments", argument(PATCH, patches.text(job, task(number))));
      dag.tasks.add(task);
    }
    List<String> exits = new ArrayList<>();
    ends.forEach(job -> exits.add(task(job) + ".Succeeded"));
    return exits;
  }

  /// Whether the jobs before a cut succeeded that a job needs; null where it needs none.
  private @Nullable String gate(int[] needs) {
    List<String> terms = new ArrayList<>();
    for (int need : needs) {
      if (before.get(need)) {
        terms.add("inputs.parameters." + ENDED + " contains ' " + need + "=Succeeded '");
      }
    }
    return terms.isEmpty() ? null : "{{=" + String.join(" && ", terms) + "}}";
  }

  private IdentityHashMap<int[], Integer> users(List<Integer> members) {
    IdentityHashMap<int[], Integer> users = new IdentityHashMap<>();
    for (int job : members) {
      users.merge(graph.needs(job), 1, Integer::sum);
    }
    return users;
  }

  private int countJoins(List<Integer> members) {
    int count = 0;
    for (Map.Entry<int[], Integer> each : users(members).entrySet()) {
      count += isJoin(each.getKey().length, each.getValue()) ? 1 : 0;
    }
    return count;
  }

  /// Whether a task between them makes fewer edges, and enough fewer to be worth its place.
  private static boolean isJoin(int needs, int users) {
    return needs > 1 && users > 1 && needs * users > 2 * (needs + users);
  }

  /// Writes a task that only waits.
  private String tie(Dag dag, @Nullable String depends) {
    joins++;
    String name = TaskNames.JOIN + joins;
    Map<String, Object> task = task(name, jobs.name(graph.jobs().getFirst()), depends);
    task.put("when", "false");
    dag.tasks.add(task);
    return name;
  }

  private static Map<String, Object> task(String name, String template, @Nullable String depends) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("name", name);
    task.put("template", template);
    if (depends != null) {
      task.put("depends", depends);
    }
    return task;
  }

  private static Map<String, Object> argument(String name, String value) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("value", value);
    return Map.of("parameters", List.of(parameter));
  }

  private static @Nullable String allOf(List<String> terms) {
    return terms.isEmpty() ? null : String.join(" && ", terms);
  }
}
