package io.jupyterflow.argo.record;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunIds;
import io.jupyterflow.core.runfolder.AtomicFile;
import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.core.runfolder.Removal;
import io.jupyterflow.core.runfolder.RunFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `~/.jupyterflow/runs` on the user's volume, as far as it holds runs of this engine: folders with
/// an `argo.json`. The local engine's folders lie next to them. What is not the user's alone is no
/// record: see [PrivateFolders].
public final class RunRecords {

  private static final String ORIGIN = "argo.json";

  private final PrivateFolders folders;
  private final Path runs;

  /// @param home the user's
  public RunRecords(Path home) {
    this.folders = PrivateFolders.in(home);
    this.runs = folders.runs();
  }

  /// Makes sure of what records are in, as far as it is there.
  ///
  /// @throws JupyterFlowException.Refused where it is not the user's alone; says what to do
  public void check() {
    folders.check();
  }

  /// Where the folder of a run is, or would be.
  public RunFolder folder(String id) {
    return new RunFolder(runs.resolve(RunIds.isValid(id) ? id : "-"));
  }

  /// The record of a run; nothing where there is none that can be read, or may be.
  public Optional<RunRecord> find(String id) {
    RunFolder folder = folder(id);
    try {
      folders.check();
      folders.checkRun(folder.path());
      String text = Files.readString(folder.path().resolve(ORIGIN));
      return Optional.of(new RunRecord(folder, Origin.parse(text)));
    } catch (IOException | IllegalArgumentException | JupyterFlowException.Refused none) {
      return Optional.empty();
    }
  }

  /// All records, in no order.
  public List<RunRecord> all() {
    List<RunRecord> all = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
      for (Path folder : folders) {
        find(String.valueOf(folder.getFileName())).ifPresent(all::add);
      }
    } catch (IOException none) {
      return List.of();
    }
    return all;
  }

  /// Makes the record of a run that the cluster has accepted, or completes one.
  ///
  /// @throws JupyterFlowException.Refused where what it would be in is not the user's alone
  public RunRecord create(String id, Origin origin, Plan plan) throws IOException {
    RunFolder folder = folder(id);
    folders.makeRuns();
    if (!Files.exists(folder.path(), LinkOption.NOFOLLOW_LINKS)) {
      PrivateFolders.makeOne(folder.path());
    }
    folders.checkRun(folder.path());
    if (!Files.exists(folder.plan())) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      PlanDocument.write(plan, text);
      AtomicFile.write(folder.plan(), text.toString(StandardCharsets.UTF_8));
    }
    AtomicFile.write(folder.path().resolve(ORIGIN), origin.text());
    return new RunRecord(folder, origin);
  }

  /// Removes a run's folder: first out of sight in one step, then file by file.
  public void delete(RunRecord record) throws IOException {
    Path gone;
    try {
      gone = Removal.hidden(record.folder());
    } catch (NoSuchFileException already) {
      return;
    }
    Removal.all(gone);
  }
}
