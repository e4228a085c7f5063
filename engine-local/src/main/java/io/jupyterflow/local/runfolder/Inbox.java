package io.jupyterflow.local.runfolder;

import io.jupyterflow.core.runfolder.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Requests to the owner of a run: one file each, renamed into place when it is whole.
public final class Inbox {

  private static final String STOP = "stop";

  private final Path folder;

  public Inbox(Path folder) {
    this.folder = folder;
  }

  /// What someone asks for.
  public sealed interface Request {
    /// The file that asks; stays until it is answered.
    Path file();

    /// End the run.
    record Stop(Path file) implements Request {}

    /// Nobody knows.
    record Unknown(Path file) implements Request {}
  }

  /// Asks for an end of the run.
  ///
  /// @throws IOException where it can't be asked, as on a full disk: nothing is left of the request
  public void stop() throws IOException {
    AtomicFile.write(folder.resolve(UUID.randomUUID().toString()), STOP + "\n");
  }

  /// Whether a request waits for its answer.
  public boolean isWaiting() throws IOException {
    return !requests().isEmpty();
  }

  /// The requests that are there.
  public List<Request> requests() throws IOException {
    List<Request> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!String.valueOf(file.getFileName()).startsWith(".")) {
          found.add(read(file));
        }
      }
    } catch (NoSuchFileException gone) {
      return List.of();
    }
    return found;
  }

  private static Request read(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) < 100) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
      if (text.equals(STOP)) {
        return new Request.Stop(file);
      }
    }
    return new Request.Unknown(file);
  }

  /// Takes an answered request away.
  public void done(Request request) throws IOException {
    Files.deleteIfExists(request.file());
  }

  /// Puts a request that nobody understands aside, for people to look at.
  public void setAside(Request request) throws IOException {
    Path aside = folder.resolveSibling("inbox-refused");
    Files.createDirectories(aside);
    Files.move(
        request.file(), aside.resolve(request.file().getFileName() + "-" + UUID.randomUUID()));
  }
}
