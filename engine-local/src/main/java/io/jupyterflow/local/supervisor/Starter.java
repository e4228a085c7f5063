package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.notebook.NotebookRunner;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.runfolder.JobFolderName;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.spawn.BaseEnvironment;
import io.jupyterflow.local.spawn.JobCommand;
import io.jupyterflow.local.spawn.JobLauncher;
import io.jupyterflow.local.spawn.Spawner;
import io.jupyterflow.local.state.NeverBegan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes an attempt's folder and starts its launcher.
final class Starter {

  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private final RunFolder folder;
  private final String workingDirectory;
  private final JobLauncher launcher;
  private final Spawner spawner;
  private final BaseEnvironment base;
  private final Prepared common;

  /// The variables of jobs that set none, or of jobs that set the same: variants of a sweep share
  /// their map.
  private Prepared last;

  private record Prepared(Map<String, String> own, List<byte[]> entries, String searchPath) {}

  Starter(
      RunFolder folder,
      String workingDirectory,
      JobLauncher launcher,
      Spawner spawner,
      BaseEnvironment environment) {
    this.folder = folder;
    this.workingDirectory = workingDirectory;
    this.launcher = launcher;
    this.spawner = spawner;
    base =
        environment.with(
            Map.of(
                "PYTHONUNBUFFERED", "1", "PWD", workingDirectory, "JUPYTERFLOW_RUN", folder.id()));
    common = prepare(Map.of());
    last = common;
  }

  /// Whether the folder that jobs run in is there.
  boolean hasWorkingDirectory() {
    return Files.isDirectory(Path.of(workingDirectory));
  }

  /// What happens to jobs that can't be started.
  RunningAttempt.Result neverBegan(NeverBegan why) {
    return new RunningAttempt.Result.Unstartable(
        126, why.message(why == NeverBegan.NO_DIRECTORY ? workingDirectory : ""));
  }

  /// Starts an attempt.
  ///
  /// @throws IOException where its folder can't be made
  Spawner.Outcome start(RunningAttempt running) throws IOException {
    Job job = running.job;
    makeFolder(running);
    Prepared variables = job.env().isEmpty() ? common : prepared(job.env());
    List<String> more = new ArrayList<>(4);
    more.add("JUPYTERFLOW_JOB=" + job.name());
    more.add("JUPYTERFLOW_ATTEMPT=" + running.attempt);
    more.add("JUPYTERFLOW_METRICS=" + running.folder.metrics());
    List<byte[]> entries = variables.entries();
    if (!running.gpus.isEmpty()) {
      entries = without("CUDA_VISIBLE_DEVICES=", entries);
      more.add("CUDA_VISIBLE_DEVICES=" + String.join(",", running.gpus));
    }
    List<String> command =
        JobCommand.words(argv(job.command(), running.folder.path()), variables.searchPath());
    return spawner.spawn(launcher.words(running.folder.path().toString(), command), entries, more);
  }

  private List<String> argv(Command command, Path attempt) throws IOException {
    // No switch over types: the first of a JVM costs milliseconds.
    if (command instanceof Command.Exec exec) {
      return exec.argv();
    }
    if (command instanceof Command.Shell shell) {
      return shell.argv(JobLauncher.SHELL);
    }
    Command.Notebook notebook = (Command.Notebook) command;
    return NotebookRunner.argv(
        notebook, notebookScript(), attempt.resolve(copyName(notebook)).toString());
  }

  /// The script that runs notebooks, written when the first one comes.
  private String notebookScript() throws IOException {
    Path script = folder.path().resolve(NotebookRunner.FILE_NAME);
    if (!Files.exists(script)) {
      Path part = folder.path().resolve("." + NotebookRunner.FILE_NAME);
      Files.writeString(part, NotebookRunner.script());
      Files.move(part, script, StandardCopyOption.REPLACE_EXISTING);
    }
    return script.toString();
  }

  /// The executed copy is called like the notebook.
  private static String copyName(Command.Notebook notebook) {
    return notebook.notebook().substring(notebook.notebook().lastIndexOf('/') + 1);
  }

  private void makeFolder(RunningAttempt running) throws IOException {
    String job = running.job.name();
    if (running.attempt == 1) {
      make(folder.job(job));
      if (JobFolderName.isShortened(job)) {
        Files.writeString(folder.job(job).resolve("name"), job + "\n");
      }
    }
    make(running.folder.path());
  }

  private static void make(Path path) throws IOException {
    try {
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException again) {
      // From a try that the disk or a crash cut short.
      return;
    }
  }

  private Prepared prepared(Map<String, String> own) {
    if (!last.own().equals(own)) {
      last = prepare(own);
    }
    return last;
  }

  private Prepared prepare(Map<String, String> own) {
    BaseEnvironment all = own.isEmpty() ? base : base.with(own);
    return new Prepared(own, all.entries(), all.value("PATH").orElse(DEFAULT_PATH));
  }

  private static List<byte[]> without(String prefix, List<byte[]> entries) {
    List<byte[]> kept = new ArrayList<>(entries.size());
    for (byte[] entry : entries) {
      String start =
          new String(
              entry, 0, Math.min(entry.length, prefix.length()), StandardCharsets.ISO_8859_1);
      if (!start.equals(prefix)) {
        kept.add(entry);
      }
    }
    return kept;
  }
}
