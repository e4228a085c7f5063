package io.jupyterflow.core.engine;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs plans. The same small port for every engine; terminal, documents and page know nothing
/// else.
///
/// Every method may throw [JupyterFlowException.Unreachable] where the engine can't be reached, and
/// those that take an id [JupyterFlowException.NotFound] where it has no such run.
public interface Engine {

  /// What it is called and can do.
  EngineDescriptor descriptor();

  /// What users call it.
  default String name() {
    return descriptor().name();
  }

  /// Whether runs go on elsewhere, on machines that are not the caller's.
  default boolean isRemote() {
    return descriptor().isRemote();
  }

  /// Finds the environment that jobs of this caller run in.
  Environment capture();

  /// What a rerun of a run runs in: the environment it was submitted with, where this engine
  /// [#keepsEnvironments] and values that were not kept because they are secret come from this
  /// caller; else that of this caller, in the run's directory.
  Environment environment(String id);

  /// Whether a run's environment is kept with it.
  default boolean keepsEnvironments() {
    return descriptor().can(EngineDescriptor.Ability.ENVIRONMENTS);
  }

  /// What of a run's image, resources and volumes is otherwise in an environment, in a few words
  /// each; empty where nothing is, and where nobody knows any more.
  default List<String> differences(String id, Environment environment) {
    return List.of();
  }

  /// Says that a run in this environment is about to be submitted, so that what takes long begins
  /// during the planning. If none comes, nothing is left of it.
  default void expectSubmit(Environment environment) {}

  /// Makes a plan ready to run here, so that it is checked, shown and submitted as one thing.
  ///
  /// @param environment of [#capture] or [#environment]
  Submission prepare(Plan plan, Environment environment, SubmitOptions options);

  /// All runs, newest first.
  List<RunSummary> runs();

  /// The ids of all runs, newest first, without opening any of them.
  List<String> ids();

  RunSnapshot run(String id);

  /// Waits until the run differs from `revision`, or `patience` is over.
  ///
  /// @return the newest snapshot and which jobs changed since `revision`; nothing where the run is
  ///   still at it. If the engine does not know the revision, all jobs are among the changed.
  Optional<RunUpdate> watch(String id, long revision, Duration patience);

  /// The output of a job.
  ///
  /// @param follow whether what comes later is wanted, too; else it is complete once what there is
  ///   by now was polled
  /// @throws JupyterFlowException.NotFound also where the run has no such job
  JobLog log(String id, String job, boolean follow);

  /// All metrics that the jobs reported, by job, in the order they came. If files of one job can't
  /// be read, those of the others, and a notice.
  ///
  /// @throws JupyterFlowException.Refused where what jobs printed is kept elsewhere and this user
  ///   may not read it
  ReportedMetrics metrics(String id);

  /// Why a run is in its state. If output that may show it can't be read, what is known without it,
  /// and that.
  Explanation explain(String id);

  /// Why a job is in its state, in the same way.
  Explanation explain(String id, String job);

  /// Asks the run to stop and returns; [#watch] tells when it has. Stopping a finished run does
  /// nothing.
  void stop(String id);

  /// What runs flows on a schedule; nothing where this engine can't.
  default Optional<Schedules> schedules() {
    return Optional.empty();
  }

  /// Removes a finished run and all it kept.
  ///
  /// @throws JupyterFlowException.Refused while it runs
  void delete(String id);
}
