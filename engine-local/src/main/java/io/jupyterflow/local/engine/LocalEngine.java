package io.jupyterflow.local.engine;

import io.jupyterflow.core.diagnosis.Diagnosis;
import io.jupyterflow.core.diagnosis.OutputEvidence;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.UserVariables;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.core.runfolder.FolderLog;
import io.jupyterflow.core.runfolder.FolderMetrics;
import io.jupyterflow.core.runfolder.LogTail;
import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.RunEnvironment;
import io.jupyterflow.local.schedule.CapacityProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs plans as processes of this machine. Everything there is to know of a run is in its folder:
/// this engine writes it, starts a supervisor that carries the run on, and reads it.
///
/// Any method that sees an unfinished run without a supervisor starts one. Safe for threads.
public final class LocalEngine implements Engine {

  static final String NAME = "local";
  private static final long POLL_MILLIS = 40;

  private final Map<String, String> variables;
  private final RunStore home;
  private final Path workingDirectory;
  private final Clock clock;
  private final CapacityProbe probe = new CapacityProbe(Path.of("/"));
  private final SupervisorKeeper owners;
  private final RunCache runs;

  /// An engine whose runs lie under `HOME`.
  ///
  /// @param variables of the process: jobs get them, and `HOME` says where runs are kept
  /// @param workingDirectory where jobs run
  public LocalEngine(Map<String, String> variables, Path workingDirectory, Clock clock) {
    this.variables = Map.copyOf(variables);
    this.workingDirectory = workingDirectory.toAbsolutePath();
    this.clock = clock;
    owners = new SupervisorKeeper(this.variables, clock);
    String userHome = variables.get("HOME");
    Path base =
        Path.of(
            userHome == null || userHome.isEmpty() ? System.getProperty("user.home") : userHome);
    home = new RunStore(PrivateFolders.in(base));
    runs = new RunCache(home, owners);
  }

  @Override
  public EngineDescriptor descriptor() {
    return LocalDescriptor.LOCAL;
  }

  @Override
  public Environment capture() {
    Map<String, String> users = new LinkedHashMap<>(variables);
    UserVariables.toUsers(users);
    return new Environment(
        workingDirectory.toString(),
        users,
        Resources.UNSTATED,
        new LocalEnvironment(probe.probe(visible(variables))));
  }

  private static @Nullable String visible(Map<String, String> variables) {
    return variables.get(PlanCheck.VISIBLE_GPUS);
  }

  @Override
  public Environment environment(String id) {
    RunFolder folder = home.find(id);
    try {
      return RunEnvironment.read(folder.environment())
          .restored(variables, new LocalEnvironment(probe.probe(visible(variables))));
    } catch (IOException e) {
      throw RunErrors.damaged(folder.path(), e);
    }
  }

  @Override
  public List<String> differences(String id, Environment environment) {
    RunFolder folder = home.find(id);
    try {
      return RunEnvironment.read(folder.environment()).missing(environment.variables());
    } catch (IOException e) {
      throw RunErrors.damaged(folder.path(), e);
    }
  }

  @Override
  public void expectSubmit(Environment environment) {
    owners.expect(home.runs(), RunEnvironment.of(environment));
  }

  @Override
  public Submission prepare(Plan plan, Environment environment, SubmitOptions options) {
    return new LocalSubmission(
        new RunCreator(home, owners, runs, clock), probe, plan, environment, options);
  }

  @Override
  public List<RunSummary> runs() {
    List<RunSummary> found = new ArrayList<>();
    for (String id : home.ids()) {
      addSummary(id, found);
    }
    return found;
  }

  private void addSummary(String id, List<RunSummary> found) {
    try {
      found.add(snapshot(runs.listed(id)).summary());
    } catch (JupyterFlowException.NotFound deletedMeanwhile) {
      return;
    } catch (JupyterFlowException.Refused damaged) {
      // one run that can't be read hides no other; who asks for it is told why
      found.add(home.unreadable(id));
    }
  }

  @Override
  public List<String> ids() {
    return home.ids();
  }

  @Override
  public RunSnapshot run(String id) {
    return snapshot(runs.open(id));
  }

  private RunSnapshot snapshot(CachedRun run) {
    try {
      return runs.look(run);
    } catch (IOException e) {
      throw RunErrors.damaged(run.reader().folder().path(), e);
    }
  }

  @Override
  public Optional<RunUpdate> watch(String id, long revision, Duration patience) {
    CachedRun run = runs.open(id);
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (run.refresh() == revision) {
        owners.ensure(run);
        long left = deadline - System.nanoTime();
        if (left <= 0 || run.isFinished()) {
          return Optional.empty();
        }
        Thread.sleep(Math.min(POLL_MILLIS, Math.max(1, left / 1_000_000)));
      }
      return Optional.of(run.update(NAME, revision));
    } catch (IOException e) {
      throw RunErrors.damaged(run.reader().folder().path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public JobLog log(String id, String job, boolean follow) {
    CachedRun run = runs.open(id);
    int index = run.index(job);
    return new FolderLog(
        run.reader().folder(),
        () -> {
          try {
            owners.ensure(run);
            return run.job(index);
          } catch (IOException e) {
            throw RunErrors.damaged(run.reader().folder().path(), e);
          }
        },
        follow);
  }

  @Override
  public ReportedMetrics metrics(String id) {
    CachedRun run = runs.open(id);
    return still(id, FolderMetrics.of(look(run), run.reader().folder()));
  }

  @Override
  public Explanation explain(String id) {
    CachedRun run = runs.open(id);
    RunSnapshot now = look(run);
    return still(
        id, diagnosis(run, now).run().and(FolderMetrics.notices(now, run.reader().folder())));
  }

  @Override
  public Explanation explain(String id, String job) {
    CachedRun run = runs.open(id);
    RunSnapshot now = look(run);
    return still(
        id,
        diagnosis(run, now).job(job).and(FolderMetrics.notices(now, run.reader().folder(), job)));
  }

  private RunSnapshot look(CachedRun run) {
    try {
      return runs.look(run);
    } catch (IOException e) {
      throw RunErrors.damaged(run.reader().folder().path(), e);
    }
  }

  /// What was read of a run that is still there: files of one that was deleted meanwhile are as
  /// those that never were.
  ///
  /// @throws JupyterFlowException.NotFound where it is not
  private <T> T still(String id, T read) {
    home.find(id);
    return read;
  }

  private static Diagnosis diagnosis(CachedRun run, RunSnapshot now) {
    RunFolder folder = run.reader().folder();
    try {
      String directory = RunEnvironment.read(folder.environment()).workingDirectory();
      LocalCauses causes = new LocalCauses(now, folder);
      return new Diagnosis(
          now, directory, new OutputEvidence(name -> LogTail.of(folder, now, name)), causes::of);
    } catch (IOException e) {
      throw RunErrors.damaged(folder.path(), e);
    }
  }

  @Override
  public void stop(String id) {
    RunFolder folder = home.find(id);
    Optional<CachedRun> run = runs.carried(folder);
    if (run.filter(CachedRun::isFinished).isPresent()) {
      return;
    }
    owners.askToStop(folder);
    try {
      if (run.isPresent()) {
        owners.ensure(run.get());
      }
    } catch (IOException e) {
      throw RunErrors.damaged(folder.path(), e);
    }
  }

  @Override
  public void delete(String id) {
    RunFolder folder = home.find(id);
    boolean over;
    try {
      over = runs.carried(folder).filter(CachedRun::isFinished).isPresent();
    } catch (JupyterFlowException.Refused damaged) {
      owners.expectNothingOf(folder);
      over = true;
    }
    if (!over) {
      owners.expectAwake(folder);
      throw RunErrors.stillRuns(id);
    }
    home.delete(folder);
    runs.forget(id);
  }
}
