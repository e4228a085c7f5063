package io.jupyterflow.argo.submit;

import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.notebook.NotebookRunner;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder of a run, as its jobs must find it: with the plan, and the script for notebooks. If
/// the home that jobs see is not here, or can't be written, a run does without.
final class RunFolderStart {

  private final @Nullable RunFolder folder;
  private final Plan plan;
  private boolean isNew;

  private RunFolderStart(@Nullable RunFolder folder, Plan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  static RunFolderStart of(KubeObject workflow, Plan plan) {
    String path = workflow.text("metadata", "annotations", WorkflowLabels.FOLDER);
    return new RunFolderStart(path.isEmpty() ? null : new RunFolder(Path.of(path)), plan);
  }

  /// Makes it; one that is there stays as it is.
  void make() {
    if (folder == null || !hasHome(folder)) {
      return;
    }
    try {
      PrivateFolders.around(folder.path()).makeRuns();
      PrivateFolders.makeOne(folder.path());
      isNew = true;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.plan()))) {
        PlanDocument.write(plan, out);
      }
      if (plan.jobs().stream().anyMatch(job -> job.command() instanceof Command.Notebook)) {
        Files.writeString(script(folder), NotebookRunner.script());
      }
    } catch (FileAlreadyExistsException ofAnEarlierTry) {
      return;
    } catch (IOException | UncheckedIOException | UnsupportedOperationException full) {
      remove();
    }
  }

  /// Removes what this made, of a run that never was.
  void remove() {
    if (folder == null || !isNew) {
      return;
    }
    try {
      Files.deleteIfExists(folder.plan());
      Files.deleteIfExists(script(folder));
      Files.deleteIfExists(folder.path());
    } catch (IOException left) {
      // not ours alone any more, or not to be written: it says of itself that it is not a run
      isNew = false;
    }
  }

  /// `HOME/.jupyterflow/runs/ID`
  private static boolean hasHome(RunFolder folder) {
    Path home = folder.path().resolve("../../..").normalize();
    return Files.isDirectory(home) && Files.isWritable(home);
  }

  private static Path script(RunFolder folder) {
    return folder.path().resolve(NotebookRunner.FILE_NAME);
  }
}
