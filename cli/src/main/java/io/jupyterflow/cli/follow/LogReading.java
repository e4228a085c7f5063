package io.jupyterflow.cli.follow;

import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Prints the output of jobs of one run. Used by one thread.
public final class LogReading {

  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Engine engine;
  private final Consumer<byte[]> out;
  private final JobLines lines;
  private RunSnapshot run;

  /// Reads the output of a run.
  ///
  /// @param out takes what is to be printed
  public LogReading(Engine engine, RunSnapshot run, Consumer<byte[]> out, Style style) {
    this.engine = engine;
    this.run = run;
    this.out = out;
    this.lines = new JobLines(run.plan(), style);
  }

  /// One job's output, byte for byte.
  ///
  /// @param follow whether to go on until the job is over
  public void raw(int job, boolean follow) {
    try (JobLog log = engine.log(run.id(), run.jobs().get(job).name())) {
      while (true) {
        byte[] bytes = log.poll();
        if (bytes.length > 0) {
          out.accept(bytes);
        } else if (!follow || log.isComplete()) {
          return;
        } else {
          await();
        }
      }
    }
  }

  /// The output of several jobs, each line with its job's name: one job after the other what is
  /// there, and then, where `follow` says so, as it comes.
  public void prefixed(List<Integer> jobs, boolean follow) {
    Map<Integer, JobLog> open = new LinkedHashMap<>();
    Map<Integer, LineSplitter> splitters = new LinkedHashMap<>();
    List<Integer> unopened = new ArrayList<>(jobs);
    try {
      while (true) {
        open(unopened, open, splitters, follow);
        if (!follow || (unopened.isEmpty() && open.isEmpty()) || run.state().isTerminal()) {
          return;
        }
        await();
        poll(open, splitters);
      }
    } finally {
      open.values().forEach(JobLog::close);
    }
  }

  private void open(
      List<Integer> unopened,
      Map<Integer, JobLog> open,
      Map<Integer, LineSplitter> splitters,
      boolean follow) {
    for (Iterator<Integer> i = unopened.iterator(); i.hasNext(); ) {
      int job = i.next();
      JobSnapshot snapshot = run.jobs().get(job);
      if (snapshot.attempts().isEmpty() && snapshot.state() != JobState.REUSED) {
        continue;
      }
      i.remove();
      JobLog log = engine.log(run.id(), snapshot.name());
      LineSplitter splitter = new LineSplitter();
      drain(job, log, splitter);
      if (follow && !log.isComplete()) {
        open.put(job, log);
        splitters.put(job, splitter);
      } else {
        finish(job, log, splitter);
      }
    }
  }

  private void poll(Map<Integer, JobLog> open, Map<Integer, LineSplitter> splitters) {
    for (Iterator<Map.Entry<Integer, JobLog>> i = open.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<Integer, JobLog> entry = i.next();
      LineSplitter splitter = splitters.computeIfAbsent(entry.getKey(), k -> new LineSplitter());
      drain(entry.getKey(), entry.getValue(), splitter);
      if (entry.getValue().isComplete()) {
        finish(entry.getKey(), entry.getValue(), splitter);
        i.remove();
      }
    }
  }

  private void drain(int job, JobLog log, LineSplitter splitter) {
    for (byte[] bytes = log.poll(); bytes.length > 0; bytes = log.poll()) {
      print(job, splitter.add(bytes));
    }
  }

  private void finish(int job, JobLog log, LineSplitter splitter) {
    if (!splitter.partial().isEmpty()) {
      print(job, List.of(splitter.partial()));
    }
    log.close();
  }

  private void print(int job, List<String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (String line : texts) {
      text.append(lines.line(job, line)).append('\n');
    }
    out.accept(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void await() {
    run = engine.watch(run.id(), run.revision(), PATIENCE).orElse(run);
  }
}
