package io.jupyterflow.argo.record;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.core.runfolder.AtomicFile;
import io.jupyterflow.core.runfolder.RunFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder of one run of this engine.
public record RunRecord(RunFolder folder, Origin origin) {

  private static final String FINAL = "final.json";

  /// The plan it ran.
  ///
  /// @throws IOException also where the file is torn
  public Plan plan() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.plan()))) {
      return PlanDocument.read(in);
    } catch (RuntimeException torn) {
      throw new IOException(folder.plan() + " is damaged: " + torn.getMessage(), torn);
    }
  }

  /// The run as it ended: what was seen of its end, else what can be concluded from its files.
  public RunSnapshot snapshot(String engine) throws IOException {
    Plan plan = plan();
    Optional<FinalSnapshot> seen = seen();
    return seen.isPresent()
        ? seen.get().run(plan)
        : RecordRecovery.of(folder, origin, plan, engine);
  }

  /// Its line in a list: without its plan where its end was seen.
  public RunSummary summary(String engine) throws IOException {
    Optional<FinalSnapshot> seen = seen();
    return seen.isPresent() ? seen.get().summary() : snapshot(engine).summary();
  }

  /// Whether somebody saw its end.
  public boolean isFinal() {
    return Files.exists(file());
  }

  /// Keeps the end of a run; the first that sees it does.
  public void keep(RunSnapshot end) throws IOException {
    if (!isFinal()) {
      AtomicFile.write(file(), FinalSnapshot.text(end));
    }
  }

  private Path file() {
    return folder.path().resolve(FINAL);
  }

  private Optional<FinalSnapshot> seen() throws IOException {
    if (!isFinal()) {
      return Optional.empty();
    }
    try {
      return Optional.of(FinalSnapshot.parse(Files.readString(file())));
    } catch (IllegalArgumentException torn) {
      return Optional.empty();
    }
  }
}
