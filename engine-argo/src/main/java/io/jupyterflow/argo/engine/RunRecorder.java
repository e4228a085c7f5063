package io.jupyterflow.argo.engine;

import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.record.Origin;
import io.jupyterflow.argo.record.RunRecord;
import io.jupyterflow.argo.record.RunRecords;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.runfolder.Reuse;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the volume is to remember of runs: their records begin when the cluster accepts them, and
/// are complete once somebody has seen their end. If there is no room for a record, the run goes on
/// without one. Safe for threads.
final class RunRecorder {

  private final RunRecords records;
  private final Clock clock;

  RunRecorder(RunRecords records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  /// Begins the record of a run that the cluster has just accepted.
  ///
  /// @return the record; nothing where it was begun before, or can't be
  Optional<RunRecord> begin(KubeObject workflow, Plan plan) {
    String id = workflow.name();
    String uid = workflow.text("metadata", "uid");
    if (records.find(id).filter(known -> known.origin().uid().equals(uid)).isPresent()) {
      return Optional.empty();
    }
    return record(id, origin(workflow, clock.instant()), plan);
  }

  /// Completes the record of a run whose submitter died before it could, or that a schedule made.
  void complete(String id, KubeObject workflow, Plan plan) {
    // what a schedule started has the name of no run in it yet
    String folder =
        workflow
            .text("metadata", "annotations", WorkflowLabels.FOLDER)
            .replace(WorkflowLabels.RUNS_NAME, id);
    boolean ours = folder.equals(records.folder(id).path().toString());
    if (ours && Files.isDirectory(records.folder(id).path()) && records.find(id).isEmpty()) {
      record(id, origin(workflow, WorkflowReader.created(workflow)), plan);
    }
  }

  private static Origin origin(KubeObject workflow, Instant created) {
    String parent = workflow.text("metadata", "labels", WorkflowLabels.PARENT);
    String reused = workflow.text("metadata", "annotations", WorkflowLabels.REUSED);
    return new Origin(
        workflow.text("metadata", "namespace"),
        workflow.text("metadata", "uid"),
        created,
        parent.isEmpty() ? null : parent,
        reused.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(reused.split(","))),
        workflow.text("metadata", "annotations", WorkflowLabels.DIRECTORY));
  }

  private Optional<RunRecord> record(String id, Origin origin, Plan plan) {
    try {
      return Optional.of(records.create(id, origin, plan));
    } catch (IOException | JupyterFlowException.Refused noRoom) {
      // the cluster has the run; without a record it is forgotten with its Workflow
      return Optional.empty();
    }
  }

  /// Keeps the end of a run, where it is remembered at all.
  ///
  /// @return how it ended: what the first who saw it kept, where somebody was before
  RunSnapshot keep(RunSnapshot end) {
    Optional<RunRecord> record = records.find(end.id());
    if (record.isEmpty()) {
      return end;
    }
    try {
      record.get().keep(end);
      return record.get().isFinal() ? record.get().snapshot(WorkflowReader.ENGINE) : end;
    } catch (IOException noRoom) {
      return end;
    }
  }

  /// Takes results of an earlier run over into the record of one.
  static void takeOver(RunSnapshot parent, RunRecord from, RunRecord into, Set<String> jobs) {
    try {
      Reuse.takeOver(parent, from.folder(), into.folder(), jobs);
    } catch (IOException e) {
      throw new JupyterFlowException.Refused(
          "The results of "
              + parent.id()
              + " can't be taken over into "
              + into.folder().path()
              + ": "
              + IoReasons.of(e)
              + ". The run goes on all the same.",
          e);
    }
  }

  /// A run as its record has it.
  static RunSnapshot read(RunRecord record) {
    try {
      return record.snapshot(WorkflowReader.ENGINE);
    } catch (IOException e) {
      throw RunErrors.unreadable(record.folder().path(), e);
    }
  }

  /// Removes a record with all that is in it.
  void forget(RunRecord record) {
    try {
      records.delete(record);
    } catch (IOException e) {
      throw new JupyterFlowException.Refused(
          record.folder().path() + " can't be removed: " + IoReasons.of(e), e);
    }
  }
}
