package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Where the files of one run lie. Who writes what:
///
/// | file | written by |
/// |---|---|
/// | `plan.json`, `environment.json`, `options.json` | the submitter, before the run exists |
/// | `owner-<epoch>` | whoever becomes the owner; made exclusively |
/// | `events-<epoch>.jsonl`, `notice` | the owner of that epoch |
/// | `inbox/` | anyone, by renaming a finished file into it |
/// | `jobs/<name>/<attempt>/` | the attempt's launcher |
///
/// @param path absolute
public record RunFolder(Path path) {

  public String id() {
    return String.valueOf(path.getFileName());
  }

  public Path plan() {
    return path.resolve("plan.json");
  }

  public Path environment() {
    return path.resolve("environment.json");
  }

  public Path options() {
    return path.resolve("options.json");
  }

  public Path events(int epoch) {
    return path.resolve("events-" + epoch + ".jsonl");
  }

  public Path owner(int epoch) {
    return path.resolve("owner-" + epoch);
  }

  /// What the owner can't say in its events because the disk is full.
  public Path notice() {
    return path.resolve("notice");
  }

  public Path inbox() {
    return path.resolve("inbox");
  }

  public Path jobs() {
    return path.resolve("jobs");
  }

  /// What the supervisor itself prints: empty unless something is wrong with it.
  public Path supervisorLog() {
    return path.resolve("supervisor.log");
  }

  public Path job(String name) {
    return jobs().resolve(JobFolderName.of(name));
  }

  public AttemptFolder attempt(String job, int number) {
    return new AttemptFolder(job(job).resolve(Integer.toString(number)));
  }

  /// The number of a job's last attempt: 1 of one that was taken over, 0 where there is none. It is
  /// more than are known of where pods never began, which counts for everyone who numbers folders.
  public int lastAttempt(JobSnapshot job) {
    if (job.state() == JobState.REUSED) {
      return 1;
    }
    int known = job.attempts().size();
    if (known == 0 || Files.exists(attempt(job.name(), known).started())) {
      return known;
    }
    int last = known;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(job(job.name()), "[1-9]*")) {
      for (Path folder : folders) {
        last = Math.max(last, Integer.parseInt(String.valueOf(folder.getFileName())));
      }
    } catch (IOException | NumberFormatException none) {
      return last;
    }
    return last;
  }

  /// Has the next look for a file find what another host made: a network file system knows for some
  /// time only that it was not there, unless its folder is listed.
  public void lookAnew() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      files.forEach(file -> {});
    }
  }
}
