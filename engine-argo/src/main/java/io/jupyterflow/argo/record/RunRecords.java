package io.jupyterflow.argo.record;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.RunIds;
import io.jupyterflow.core.runfolder.Removal;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.core.runfolder.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `~/.jupyterflow/runs` on the user's volume, as far as it holds runs of this engine: folders with
/// an `argo.json`. The local engine's folders lie beside them.
public final class RunRecords {

  private static final String ORIGIN = "argo.json";
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  private final Path runs;

  /// @param home the user's
  public RunRecords(Path home) {
    this.runs = home.resolve(".jupyterflow").resolve("runs");
  }

  /// Where the folder of a run is, or would be.
  public RunFolder folder(String id) {
    return new RunFolder(runs.resolve(RunIds.isValid(id) ? id : "-"));
  }

  /// The record of a run; nothing where there is none that can be read.
  public Optional<RunRecord> find(String id) {
    RunFolder folder = folder(id);
    try {
      String text = Files.readString(folder.path().resolve(ORIGIN));
      return Optional.of(new RunRecord(folder, Origin.parse(text)));
    } catch (IOException | IllegalArgumentException none) {
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
  public RunRecord create(String id, Origin origin, Plan plan) throws IOException {
    RunFolder folder = folder(id);
    Files.createDirectories(runs);
    if (!Files.isDirectory(folder.path())) {
      Files.createDirectories(folder.path());
    }
    Files.setPosixFilePermissions(folder.path(), OURS);
    if (!Files.exists(folder.plan())) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      PlanDocument.write(plan, text);
      WholeFile.write(folder.plan(), text.toString(StandardCharsets.UTF_8));
    }
    WholeFile.write(folder.path().resolve(ORIGIN), origin.text());
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
