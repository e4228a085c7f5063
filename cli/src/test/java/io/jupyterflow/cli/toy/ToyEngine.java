package io.jupyterflow.cli.toy;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.engine.RunUpdate;
import io.jupyterflow.core.engine.Submission;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.RunIds;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Runs the jobs of a plan one after the other, and keeps runs in memory. Safe for threads.
final class ToyEngine implements Engine {

  static final EngineDescriptor DESCRIPTOR =
      new EngineDescriptor(
          "toy",
          "this test",
          false,
          Set.of(),
          "the toys",
          EngineDescriptor.Format.JSON,
          List.of("plaything"));

  private record ToyEnvironment() implements Environment.EngineEnvironment {}

  private final Path directory;
  private final Map<String, String> variables;
  private final SequencedMap<String, ToyRun> runs = new LinkedHashMap<>();

  ToyEngine(Path directory, Map<String, String> variables) {
    this.directory = directory;
    this.variables = variables;
  }

  @Override
  public EngineDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Environment capture() {
    return new Environment(
        directory.toString(), variables, Resources.UNSTATED, new ToyEnvironment());
  }

  @Override
  public Environment environment(String id) {
    find(id);
    return capture();
  }

  @Override
  public Submission prepare(Plan plan, Environment environment, SubmitOptions options) {
    return new Submission() {
      @Override
      public List<Problem> problems() {
        return List.of();
      }

      @Override
      public List<Map<String, ?>> documents() {
        List<Map<String, ?>> documents = new ArrayList<>();
        for (Job job : plan.jobs()) {
          documents.add(Map.of("toy", job.name(), "words", ToyRun.words(job.command())));
        }
        return documents;
      }

      @Override
      public RunSnapshot submit() {
        String wanted = options.id();
        return begin(
            wanted == null ? RunIds.next(plan.name(), RandomGenerator.getDefault()) : wanted,
            plan,
            environment);
      }
    };
  }

  private synchronized RunSnapshot begin(String id, Plan plan, Environment environment) {
    ToyRun known = runs.get(id);
    if (known != null) {
      return known.now();
    }
    ToyRun run = new ToyRun(id, plan, environment);
    runs.put(id, run);
    RunSnapshot first = run.now();
    Thread.ofVirtual().start(run);
    return first;
  }

  private synchronized ToyRun find(String id) {
    ToyRun run = runs.get(id);
    if (run == null) {
      throw RunErrors.noRun(id);
    }
    return run;
  }

  @Override
  public List<RunSummary> runs() {
    return ids().stream().map(id -> run(id).summary()).toList();
  }

  @Override
  public synchronized List<String> ids() {
    return List.copyOf(runs.reversed().keySet());
  }

  @Override
  public RunSnapshot run(String id) {
    return find(id).now();
  }

  @Override
  public Optional<RunUpdate> watch(String id, long revision, Duration patience) {
    RunSnapshot now = find(id).awaitChange(revision, patience.toMillis());
    return now.revision() == revision ? Optional.empty() : Optional.of(RunUpdate.ofAll(now));
  }

  @Override
  public JobLog log(String id, String job, boolean follow) {
    ToyRun run = find(id);
    List<String> names = run.plan().jobs().stream().map(Job::name).toList();
    if (!names.contains(job)) {
      throw RunErrors.noJob(id, job);
    }
    return new ToyLog(run, names.indexOf(job), follow);
  }

  @Override
  public ReportedMetrics metrics(String id) {
    find(id);
    return new ReportedMetrics(Map.of(), List.of());
  }

  @Override
  public Explanation explain(String id) {
    return new Explanation(id, "is " + run(id).state().text(), Remedy.none(), List.of());
  }

  @Override
  public Explanation explain(String id, String job) {
    return new Explanation(
        job, "is " + run(id).job(job).orElseThrow().state().text(), Remedy.none(), List.of());
  }

  @Override
  public void stop(String id) {
    find(id).stop();
  }

  @Override
  public void delete(String id) {
    if (!run(id).state().isTerminal()) {
      throw RunErrors.stillRuns(id);
    }
    synchronized (this) {
      runs.remove(id);
    }
  }

  /// The output of a job, as it comes.
  private static final class ToyLog implements JobLog {
    private final ToyRun run;
    private final int job;
    private final boolean follow;
    private int given;
    private boolean wasOver;

    ToyLog(ToyRun run, int job, boolean follow) {
      this.run = run;
      this.job = job;
      this.follow = follow;
    }

    @Override
    public byte[] poll() {
      boolean isOver = !follow || run.now().jobs().get(job).state().isTerminal();
      byte[] all = run.output(job);
      byte[] news = Arrays.copyOfRange(all, given, all.length);
      given = all.length;
      wasOver = isOver;
      return news;
    }

    @Override
    public boolean isComplete() {
      return wasOver;
    }

    @Override
    public void close() {}
  }
}
