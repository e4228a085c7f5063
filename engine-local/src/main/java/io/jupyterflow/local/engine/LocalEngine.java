package io.jupyterflow.local.engine;

import io.jupyterflow.core.diagnosis.Diagnosis;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.UserVariables;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.FileTrouble;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.RunTrouble;
import io.jupyterflow.core.run.RunIds;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.core.runfolder.FolderLog;
import io.jupyterflow.core.runfolder.FolderMetrics;
import io.jupyterflow.core.runfolder.LogTail;
import io.jupyterflow.core.runfolder.Reuse;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.RunEnvironment;
import io.jupyterflow.local.runfolder.RunOptions;
import io.jupyterflow.local.runfolder.RunReader;
import io.jupyterflow.local.schedule.CapacityProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs plans as processes of this machine. Everything there is to know of a run is in its folder:
/// this engine writes it, starts a supervisor that carries the run on, and reads it.
///
/// Any method that sees an unfinished run without a supervisor starts one. Safe for threads.
public final class LocalEngine implements Engine {

  static final String NAME = "local";
  private static final long POLL_MILLIS = 40;

  private final Map<String, String> variables;
  private final RunHome home;
  private final Path workingDirectory;
  private final Clock clock;
  private final CapacityProbe probe = new CapacityProbe(Path.of("/"));
  private final Map<String, OpenRun> open = new ConcurrentHashMap<>();
  private final Owners owners;

  /// An engine whose runs lie under `HOME`.
  ///
  /// @param variables of the process: jobs get them, and `HOME` says where runs are kept
  /// @param workingDirectory where jobs run
  public LocalEngine(Map<String, String> variables, Path workingDirectory, Clock clock) {
    this.variables = Map.copyOf(variables);
    this.workingDirectory = workingDirectory.toAbsolutePath();
    this.clock = clock;
    owners = new Owners(this.variables, clock);
    String userHome = variables.get("HOME");
    Path base =
        Path.of(
            userHome == null || userHome.isEmpty() ? System.getProperty("user.home") : userHome);
    home = new RunHome(base.toAbsolutePath().resolve(".jupyterflow").resolve("runs"));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Environment capture() {
    Map<String, String> users = new LinkedHashMap<>(variables);
    UserVariables.toUsers(users);
    return new Environment(
        workingDirectory.toString(),
        users,
        Resources.UNSTATED,
        new LocalEnvironment(probe.probe(devices())));
  }

  private @Nullable String devices() {
    return variables.get("CUDA_VISIBLE_DEVICES");
  }

  @Override
  public Environment environment(String id) {
    RunFolder folder = home.find(id);
    try {
      return RunEnvironment.read(folder.environment())
          .restored(variables, new LocalEnvironment(probe.probe(devices())));
    } catch (IOException e) {
      throw RunTrouble.damaged(folder.path(), e);
    }
  }

  @Override
  public List<Problem> check(Plan plan, Environment environment) {
    return PlanCheck.problems(plan, environment, probe);
  }

  @Override
  public List<Map<String, ?>> render(Plan plan, Environment environment, SubmitOptions options) {
    return Rendering.of(plan, environment);
  }

  @Override
  public void expectSubmit(Environment environment) {
    owners.expect(home.runs(), RunEnvironment.of(environment));
  }

  @Override
  public String submit(Plan plan, Environment environment, SubmitOptions options) {
    RunEnvironment kept = RunEnvironment.of(environment);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PlanDocument.write(plan, text);
    List<String> gpus = probe.gpus(environment.variables().get("CUDA_VISIBLE_DEVICES"));
    RunOptions wanted =
        new RunOptions(
            clock.millis(),
            options.width(),
            options.failFast(),
            gpus,
            options.parent(),
            options.reused());
    RunHome.Content content =
        new RunHome.Content(text.toString(StandardCharsets.UTF_8), kept.toJson(), wanted.toJson());
    String parent = options.parent();
    Optional<OpenRun> source =
        parent == null || options.reused().isEmpty() ? Optional.empty() : Optional.of(open(parent));
    RunHome.Filling filling =
        folder -> {
          if (source.isPresent()) {
            Reuse.takeOver(source.get().snapshot(NAME), find(parent), folder, options.reused());
          }
        };
    String id = options.id();
    if (id != null) {
      RunIds.check(id);
      if (!home.create(id, content, filling)) {
        owners.expectNone();
        attach(id, content, kept);
        return id;
      }
    } else {
      do {
        id = RunIds.next(plan.name(), RandomGenerator.getDefault());
      } while (!home.create(id, content, filling));
    }
    RunFolder folder = home.find(id);
    owners.first(folder, kept);
    open.put(id, new OpenRun(RunReader.of(folder, plan, wanted)));
    return id;
  }

  private RunFolder find(@Nullable String id) {
    return home.find(id == null ? "" : id);
  }

  /// Accepts a second submit of the same thing.
  private void attach(String id, RunHome.Content content, RunEnvironment environment) {
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
                + ". Choose another id, or look at it: jupyterflow show "
                + id);
      }
      owners.ensure(open(id));
    } catch (IOException e) {
      throw RunTrouble.damaged(folder.path(), e);
    }
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
      found.add(run(id).summary());
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
    OpenRun run = open(id);
    try {
      return look(run);
    } catch (IOException e) {
      throw RunTrouble.damaged(run.reader().folder().path(), e);
    }
  }

  /// Who only looks at a run sees it also where it can't go on; who waits for it is told.
  private RunSnapshot look(OpenRun run) throws IOException {
    RunSnapshot snapshot = run.snapshot(NAME);
    try {
      owners.ensure(run);
    } catch (JupyterFlowException.Refused noSupervisor) {
      return snapshot;
    }
    return snapshot;
  }

  @Override
  public Optional<RunSnapshot> watch(String id, long revision, Duration patience) {
    OpenRun run = open(id);
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
      return Optional.of(run.snapshot(NAME));
    } catch (IOException e) {
      throw RunTrouble.damaged(run.reader().folder().path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public JobLog log(String id, String job, boolean follow) {
    OpenRun run = open(id);
    int index = run.index(job);
    return new FolderLog(
        run.reader().folder(),
        () -> {
          try {
            owners.ensure(run);
            return run.job(index);
          } catch (IOException e) {
            throw RunTrouble.damaged(run.reader().folder().path(), e);
          }
        },
        follow);
  }

  @Override
  public Map<String, List<MetricPoint>> metrics(String id) {
    OpenRun run = open(id);
    try {
      return FolderMetrics.of(look(run), run.reader().folder());
    } catch (IOException e) {
      throw RunTrouble.damaged(run.reader().folder().path(), e);
    }
  }

  @Override
  public Explanation explain(String id) {
    return diagnosis(id).run();
  }

  @Override
  public Explanation explain(String id, String job) {
    return diagnosis(id).job(job);
  }

  private Diagnosis diagnosis(String id) {
    OpenRun run = open(id);
    RunFolder folder = run.reader().folder();
    try {
      RunSnapshot now = look(run);
      String directory = RunEnvironment.read(folder.environment()).workingDirectory();
      return new Diagnosis(now, directory, name -> LogTail.of(folder, now, name));
    } catch (IOException e) {
      throw RunTrouble.damaged(folder.path(), e);
    }
  }

  @Override
  public void stop(String id) {
    RunFolder folder = home.find(id);
    Optional<OpenRun> run = carried(folder);
    if (run.filter(OpenRun::isFinished).isPresent()) {
      return;
    }
    try {
      owners.askToStop(folder);
      if (run.isPresent()) {
        owners.ensure(run.get());
      }
    } catch (IOException e) {
      throw new JupyterFlowException.Refused(
          "The run '" + id + "' can't be asked to stop: " + FileTrouble.of(e), e);
    }
  }

  @Override
  public void delete(String id) {
    RunFolder folder = home.find(id);
    boolean over;
    try {
      over = carried(folder).filter(OpenRun::isFinished).isPresent();
    } catch (JupyterFlowException.Refused damaged) {
      owners.expectNothingOf(folder);
      over = true;
    }
    if (!over) {
      throw RunTrouble.stillRuns(id);
    }
    home.delete(folder);
    open.remove(id);
  }

  /// A run as it is now; nothing where its files can't be read and it has an owner, which knows it
  /// all the same and hears who asks it to stop.
  ///
  /// @throws JupyterFlowException.Refused where they can't be read, and it has none
  private Optional<OpenRun> carried(RunFolder folder) {
    JupyterFlowException.Refused damaged;
    try {
      OpenRun run = open(folder.id());
      run.refresh();
      owners.checkWhole(run);
      return Optional.of(run);
    } catch (JupyterFlowException.Refused e) {
      damaged = e;
    } catch (IOException e) {
      damaged = RunTrouble.damaged(folder.path(), e);
    }
    if (owners.isOwned(folder)) {
      return Optional.empty();
    }
    throw damaged;
  }

  private OpenRun open(String id) {
    RunFolder folder = home.find(id);
    OpenRun known = open.get(id);
    if (known != null) {
      return known;
    }
    try {
      OpenRun run = new OpenRun(RunReader.open(folder));
      run.refresh();
      open.put(id, run);
      return run;
    } catch (IOException e) {
      throw RunTrouble.damaged(folder.path(), e);
    }
  }
}
