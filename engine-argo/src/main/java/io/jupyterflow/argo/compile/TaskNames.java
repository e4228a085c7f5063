package io.jupyterflow.argo.compile;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the jobs of a plan are called in its Workflow. The same for the same plan, always, so that
/// everyone who has the plan can read the nodes of a run.
///
/// A job's task has the job's name where Argo takes it, else `job-<n>`, where n counts the jobs of
/// the plan from 1. Task names are unique in the whole Workflow, however it is split, so the
/// `displayName` of a node alone tells its job:
///
/// | node | `displayName` | type |
/// |---|---|---|
/// | a job without retries | the task's name | `Pod` |
/// | a job with retries | the task's name | `Retry` |
/// | one of its attempts | `<task>(<i>)`, i from 0 | `Pod` |
/// | a job that was not run | the task's name | `Skipped`, phase `Omitted` or `Skipped` |
/// | a part of a split plan | `jf-part-<n>` | `DAG`, or `Skipped` where it was not run |
/// | a join of many to many | `jf-join-<n>` | `Skipped`, whatever becomes of its jobs |
/// | the entrypoint | the Workflow's name | `DAG` |
///
/// A part that was not run has no nodes for its jobs: in a run that is over, a job without a node
/// was skipped.
public final class TaskNames {

  /// How the names of tasks begin that stand for no job.
  public static final String RESERVED = "jf-";

  static final String PART = RESERVED + "part-";
  static final String JOIN = RESERVED + "join-";

  private static final int LONGEST = 100;

  /// Words with a meaning of their own in `depends`, where names of tasks stand bare.
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "contains",
          "else",
          "endswith",
          "false",
          "if",
          "in",
          "let",
          "matches",
          "nil",
          "not",
          "or",
          "startswith",
          "true");

  private final Map<String, String> tasks;
  private final Map<String, String> jobs;

  private TaskNames(Map<String, String> tasks, Map<String, String> jobs) {
    this.tasks = tasks;
    this.jobs = jobs;
  }

  /// The names of a plan's jobs.
  public static TaskNames of(Plan plan) {
    Set<String> taken = new HashSet<>();
    for (Job job : plan.jobs()) {
      if (isTaskName(job.name())) {
        taken.add(job.name());
      }
    }
    Map<String, String> tasks = new LinkedHashMap<>();
    Map<String, String> jobs = new HashMap<>();
    int number = 0;
    for (Job job : plan.jobs()) {
      number++;
      String task = isTaskName(job.name()) ? job.name() : free("job-" + number, taken);
      tasks.put(job.name(), task);
      jobs.put(task, job.name());
    }
    return new TaskNames(tasks, jobs);
  }

  /// The task of a job of the plan.
  ///
  /// @throws IllegalArgumentException where the plan has no such job
  public String task(String job) {
    String task = tasks.get(job);
    if (task == null) {
      throw new IllegalArgumentException("no job '" + job + "' in the plan");
    }
    return task;
  }

  /// The job a node belongs to; nothing for nodes that stand for no job.
  ///
  /// @param displayName of the node, of an attempt or of the job itself
  public Optional<String> job(String displayName) {
    String job = jobs.get(displayName);
    int bracket = displayName.lastIndexOf('(');
    if (job == null && bracket > 0) {
      job = jobs.get(displayName.substring(0, bracket));
    }
    return Optional.ofNullable(job);
  }

  private static String free(String wanted, Set<String> taken) {
    String name = wanted;
    while (!taken.add(name)) {
      name += "-";
    }
    return name;
  }

  private static boolean isTaskName(String name) {
    if (name.length() > LONGEST || name.startsWith(RESERVED) || !isLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter(c) && c != '-' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !WORDS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
