package io.jupyterflow.local.engine;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.RunIds;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.runfolder.Reuse;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.EventReader;
import io.jupyterflow.local.runfolder.RunEnvironment;
import io.jupyterflow.local.runfolder.StoredRunOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes runs: their folders, and their first supervisors.
record RunCreator(RunStore home, SupervisorKeeper owners, RunCache runs, Clock clock) {

  /// Begins a run, or finds the one that an equal submit of the same id began.
  ///
  /// @param gpus the devices that its jobs may be given
  /// @return the new run before its first event, or the other as it is now
  /// @throws JupyterFlowException.Refused where the id is another run's
  RunSnapshot begin(Plan plan, Environment environment, SubmitOptions options, List<String> gpus) {
    RunEnvironment kept = RunEnvironment.of(environment);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PlanDocument.write(plan, text);
    StoredRunOptions wanted =
        new StoredRunOptions(
            clock.millis(),
            options.width(),
            options.failFast(),
            gpus,
            options.parent(),
            options.reused());
    RunStore.Content content =
        new RunStore.Content(text.toString(StandardCharsets.UTF_8), kept.toJson(), wanted.toJson());
    String parent = options.parent();
    Optional<CachedRun> source =
        parent == null || options.reused().isEmpty()
            ? Optional.empty()
            : Optional.of(runs.open(parent));
    RunStore.Filling filling =
        folder -> {
          if (source.isPresent()) {
            Reuse.takeOver(
                source.get().snapshot(LocalEngine.NAME), find(parent), folder, options.reused());
          }
        };
    String id = options.id();
    if (id != null) {
      RunIds.check(id);
      if (!home.create(id, content, filling)) {
        owners.expectNone();
        return attached(id, content, kept);
      }
    } else {
      do {
        id = RunIds.next(plan.name(), RandomGenerator.getDefault());
      } while (!home.create(id, content, filling));
    }
    RunFolder folder = home.find(id);
    owners.first(folder, kept);
    CachedRun made = new CachedRun(EventReader.of(folder, plan, wanted));
    runs.add(made);
    return made.unread(LocalEngine.NAME);
  }

  private RunFolder find(@Nullable String id) {
    return home.find(id == null ? "" : id);
  }

  /// Accepts a second submit of the same thing.
  private RunSnapshot attached(String id, RunStore.Content content, RunEnvironment environment) {
    RunFolder folder = home.find(id);
    try {
      boolean samePlan = Files.readString(folder.plan()).equals(content.plan());
      boolean same = samePlan && RunEnvironment.read(folder.environment()).isSameAs(environment);
      if (!same) {
        throw new JupyterFlowException.Refused(
            "The id '"
                + id
                + "' belongs to a run "
                + (samePlan ? "in another environment" : "of another plan")
                + ".",
            Remedy.of("choose another id, or look at that run: ", ActionKind.SHOW_RUN, id));
      }
      CachedRun run = runs.open(id);
      owners.ensure(run);
      return run.snapshot(LocalEngine.NAME);
    } catch (IOException e) {
      throw RunErrors.damaged(folder.path(), e);
    }
  }
}
