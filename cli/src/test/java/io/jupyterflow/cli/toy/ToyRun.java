package io.jupyterflow.cli.toy;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobEndText;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run in memory: its jobs run one after the other, in the order of the plan. Safe for threads.
final class ToyRun implements Runnable {

  private final String id;
  private final Plan plan;
  private final Environment environment;
  private final Instant created = Instant.now();
  private final List<JobSnapshot> jobs = new ArrayList<>();
  private final List<ByteArrayOutputStream> outputs = new ArrayList<>();
  private RunState state = RunState.PENDING;
  private @Nullable Instant finished;
  private long revision = 1;
  private boolean isStopped;

  ToyRun(String id, Plan plan, Environment environment) {
    this.id = id;
    this.plan = plan;
    this.environment = environment;
    for (Job job : plan.jobs()) {
      jobs.add(new JobSnapshot(job.name(), JobState.WAITING, List.of(), ""));
      outputs.add(new ByteArrayOutputStream());
    }
  }

  Plan plan() {
    return plan;
  }

  synchronized RunSnapshot now() {
    return new RunSnapshot(
        id, "toy", state, plan, jobs, created, created, finished, null, revision, "");
  }

  synchronized byte[] output(int job) {
    return outputs.get(job).toByteArray();
  }

  synchronized void stop() {
    isStopped = true;
  }

  /// Waits until the run differs from a revision, or for so many milliseconds.
  synchronized RunSnapshot awaitChange(long known, long millis) {
    try {
      long deadline = System.nanoTime() + millis * 1_000_000;
      long left = millis;
      while (revision == known && left > 0) {
        wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return now();
  }

  @Override
  public void run() {
    change(RunState.RUNNING);
    for (int i = 0; i < jobs.size(); i++) {
      Optional<String> broken = broken(plan.jobs().get(i));
      if (isStopping()) {
        change(i, JobState.STOPPED, null, "");
      } else if (broken.isPresent()) {
        change(i, JobState.SKIPPED, null, broken.get());
      } else {
        change(i, JobState.RUNNING, null, "");
        int code = start(plan.jobs().get(i), outputs.get(i));
        change(i, code == 0 ? JobState.SUCCEEDED : JobState.FAILED, code, "");
      }
    }
    end();
  }

  private synchronized boolean isStopping() {
    return isStopped;
  }

  private synchronized Optional<String> broken(Job job) {
    for (JobSnapshot other : jobs) {
      if (job.needs().contains(other.name()) && !other.state().isSuccess()) {
        return Optional.of(JobEndText.skipped(other.name(), other.state()));
      }
    }
    return Optional.empty();
  }

  private int start(Job job, ByteArrayOutputStream output) {
    ProcessBuilder builder = new ProcessBuilder(words(job.command()));
    builder.directory(Path.of(environment.workingDirectory()).toFile());
    builder.redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment.variables());
    builder.environment().putAll(job.env());
    try {
      Process process = builder.start();
      byte[] all = process.getInputStream().readAllBytes();
      synchronized (this) {
        output.writeBytes(all);
      }
      return process.waitFor();
    } catch (IOException e) {
      return 127;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  static List<String> words(Command command) {
    return switch (command) {
      case Command.Exec exec -> exec.argv();
      case Command.Shell shell -> List.of("sh", "-c", shell.text());
      case Command.Notebook notebook -> List.of(notebook.python(), notebook.notebook());
    };
  }

  private synchronized void change(RunState to) {
    state = to;
    revision++;
    notifyAll();
  }

  private synchronized void change(int job, JobState to, @Nullable Integer code, String message) {
    boolean ran = to == JobState.RUNNING || code != null;
    @Nullable Instant end = code == null ? null : Instant.now();
    List<Attempt> attempts =
        ran ? List.of(new Attempt(1, to, created, created, end, code, null, "")) : List.of();
    jobs.set(job, new JobSnapshot(plan.jobs().get(job).name(), to, attempts, message));
    revision++;
    notifyAll();
  }

  private synchronized void end() {
    boolean allGood = jobs.stream().allMatch(job -> job.state().isSuccess());
    finished = Instant.now();
    change(isStopped ? RunState.STOPPED : allGood ? RunState.SUCCEEDED : RunState.FAILED);
  }
}
