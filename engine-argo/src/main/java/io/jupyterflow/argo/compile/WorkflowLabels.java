package io.jupyterflow.argo.compile;

/// The labels and annotations by which a run is found again. What they are called is part of what
/// users and administrators see: they are only added to.
public final class WorkflowLabels {

  /// Label of every object of ours; its value is [#MANAGER].
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  public static final String MANAGER = "jupyterflow";

  /// Label: whose run it is.
  public static final String USER = "jupyterflow.dev/user";

  /// Label: the run this is a rerun of.
  public static final String PARENT = "jupyterflow.dev/parent";

  /// Annotation: SHA-256 of plan and environment, by which a second submit is told from another.
  public static final String HASH = "jupyterflow.dev/hash";

  /// Annotation: the name of the Secret that must be there before anything starts; taken off once
  /// it is.
  public static final String AWAITED = "jupyterflow.dev/awaited-secret";

  /// Annotation: the plan document, gzip in base64.
  public static final String PLAN = "jupyterflow.dev/plan";

  /// Annotation: the run's folder on the user's volume, as jobs see it; absent where there is none.
  public static final String FOLDER = "jupyterflow.dev/folder";

  /// Annotation: how many jobs the plan has.
  public static final String JOBS = "jupyterflow.dev/jobs";

  /// Annotation: names of the jobs taken over from the parent, separated by commas.
  public static final String REUSED = "jupyterflow.dev/reused";

  /// Annotation: the working directory of the jobs.
  public static final String DIRECTORY = "jupyterflow.dev/directory";

  /// Annotation of a schedule: when it runs, as it is written, where the object says so otherwise.
  public static final String SCHEDULE = "jupyterflow.dev/schedule";

  /// Annotation of a schedule: when it was resumed last. What it missed before is no fault.
  public static final String RESUMED = "jupyterflow.dev/resumed";

  /// Label that the controller gives to the runs of a schedule: its name.
  public static final String OF_SCHEDULE = "workflows.argoproj.io/cron-workflow";

  /// Stands in what a schedule holds for the name of a run; the controller puts it in where it
  /// makes one, but not in annotations.
  public static final String RUNS_NAME = "{{workflow.name}}";

  private WorkflowLabels() {}
}
