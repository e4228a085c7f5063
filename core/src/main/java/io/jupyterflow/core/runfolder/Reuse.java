package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Takes finished results of a parent run over, so that deleting the parent loses nothing.
public final class Reuse {

  private Reuse() {}

  /// Links what the last attempt of each job left, or copies it where the disk has no links.
  public static void takeOver(RunSnapshot parent, RunFolder from, RunFolder to, Set<String> jobs)
      throws IOException {
    for (JobSnapshot job : parent.jobs()) {
      if (!jobs.contains(job.name())) {
        continue;
      }
      if (!job.state().isSuccess()) {
        throw new JupyterFlowException.Refused(
            parent.id()
                + "/"
                + job.name()
                + " is "
                + job.state().text()
                + ": nothing to take over.");
      }
      Path target = to.attempt(job.name(), 1).path();
      Files.createDirectories(target);
      if (JobFolderName.isShortened(job.name())) {
        Files.writeString(to.job(job.name()).resolve("name"), job.name() + "\n");
      }
      Path left = from.attempt(job.name(), from.lastAttempt(job)).path();
      if (Files.isDirectory(left)) { // not where its run's volume could keep nothing
        copy(left, target);
      }
    }
  }

  /// What a job left is taken as it is: a link stays a link wherever it leads, and what is neither
  /// a file nor a folder (a FIFO, a socket) is linked or left out, for reading it would wait.
  private static void copy(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Path copy = to.resolve(file.getFileName());
        if (Files.isSymbolicLink(file)) {
          Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
        } else if (Files.isDirectory(file)) {
          Files.createDirectory(copy);
          copy(file, copy);
        } else {
          link(file, copy);
        }
      }
    }
  }

  private static void link(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (UnsupportedOperationException | IOException noLinks) {
      if (Files.isRegularFile(file)) {
        Files.copy(file, copy);
      }
    }
  }
}
