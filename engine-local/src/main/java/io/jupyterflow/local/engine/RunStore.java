package io.jupyterflow.local.engine;

import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.RunIds;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.core.runfolder.Removal;
import io.jupyterflow.core.runfolder.RunFolder;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `~/.jupyterflow/runs`: makes run folders, finds them, removes them.
final class RunStore {

  private final PrivateFolders folders;
  private final Path runs;

  RunStore(PrivateFolders folders) {
    this.folders = folders;
    this.runs = folders.runs();
  }

  /// The folder all runs are in; made with the first of them.
  ///
  /// @throws JupyterFlowException.Refused where it is not the user's alone
  Path runs() {
    folders.check();
    return runs;
  }

  /// The files of a run before it has any event.
  record Content(String plan, String environment, String options) {}

  /// Fills the rest of a new run's folder.
  interface Filling {
    void fill(RunFolder folder) throws IOException;
  }

  /// Makes a run's folder, whole or not at all.
  ///
  /// @return false where the id is taken
  /// @throws JupyterFlowException.Refused where the disk says no
  boolean create(String id, Content content, Filling filling) {
    // No UUID: the first random one makes the JVM look for its sources of randomness.
    Path part =
        runs.resolve(
            "."
                + id
                + "-"
                + ProcessHandle.current().pid()
                + "-"
                + Long.toHexString(System.nanoTime()));
    try {
      folders.makeRuns();
      PrivateFolders.makeOne(part);
      RunFolder folder = new RunFolder(part);
      Files.writeString(folder.plan(), content.plan());
      Files.writeString(folder.environment(), content.environment());
      Files.writeString(folder.options(), content.options());
      Files.createDirectory(folder.inbox());
      Files.createDirectory(folder.jobs());
      filling.fill(folder);
      // In one folder, so on one device.
      Files.move(part, runs.resolve(id), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException taken) {
      remove(part);
      return taken(id);
    } catch (IOException e) {
      remove(part);
      if (Files.isDirectory(runs.resolve(id))) {
        return taken(id);
      }
      throw refused(e);
    }
  }

  /// False, where the id is that of a run of this engine.
  private boolean taken(String id) {
    if (Files.exists(new RunFolder(runs.resolve(id)).options())) {
      return false;
    }
    throw new JupyterFlowException.Refused(
        "The id '" + id + "' belongs to a run of another engine.",
        Remedy.of("choose another id, or look at that run: ", ActionKind.SHOW_RUN, id));
  }

  private JupyterFlowException.Refused refused(IOException e) {
    String reason = e.getMessage();
    return new JupyterFlowException.Refused(
        "The run can't be kept: "
            + runs
            + " can't be written ("
            + e.getClass().getSimpleName().replace("Exception", "")
            + (reason == null ? "" : ": " + reason)
            + ").",
        Remedy.of("free some space there or make it writable, or set HOME to a folder that is"),
        e);
  }

  /// The folder of a run.
  ///
  /// @throws JupyterFlowException.NotFound where there is none
  /// @throws JupyterFlowException.Refused where it, or what it is in, is not the user's alone
  RunFolder find(String id) {
    folders.check();
    return listed(id);
  }

  /// The folder of a run that [#ids] has just given: what it is in was looked at then.
  ///
  /// @throws JupyterFlowException.NotFound where there is none
  /// @throws JupyterFlowException.Refused where it is not the user's alone
  RunFolder listed(String id) {
    RunFolder folder = new RunFolder(runs.resolve(RunIds.isValid(id) ? id : "-"));
    folders.checkRun(folder.path());
    // other engines keep runs here too; those of this one have options
    if (!Files.exists(folder.options())) {
      throw RunErrors.noRun(id);
    }
    return folder;
  }

  /// The ids of all runs, newest first; last those whose folders are not the user's alone.
  ///
  /// @throws JupyterFlowException.Refused where the folder they are in is not
  List<String> ids() {
    folders.check();
    record Dated(String id, long made) implements Comparable<Dated> {
      // not by Comparator.comparing: its lambdas are made again at each start
      @Override
      public int compareTo(Dated other) {
        return made == other.made ? id.compareTo(other.id) : Long.compare(other.made, made);
      }
    }
    List<Dated> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
      for (Path folder : folders) {
        String id = String.valueOf(folder.getFileName());
        if (!RunIds.isValid(id)) {
          continue;
        }
        FileTime made = made(new RunFolder(folder));
        if (made != null) {
          found.add(new Dated(id, made.to(TimeUnit.NANOSECONDS)));
        }
      }
    } catch (NoSuchFileException noneYet) {
      return List.of();
    } catch (IOException e) {
      throw new JupyterFlowException.Refused(
          "The runs can't be listed: " + runs + " can't be read (" + IoReasons.of(e) + ").", e);
    }
    Collections.sort(found);
    return found.stream().map(Dated::id).toList();
  }

  /// The line of a run whose files can't be read: it is there, and no more is known of it.
  RunSummary unreadable(String id) {
    FileTime made = made(new RunFolder(runs.resolve(id)));
    return new RunSummary(
        id,
        LocalEngine.NAME,
        RunState.UNKNOWN,
        Map.of(),
        made == null ? Instant.EPOCH : made.toInstant().truncatedTo(ChronoUnit.MILLIS),
        null,
        null,
        null);
  }

  /// When a run was made.
  ///
  /// @return null where it is not a run
  private @Nullable FileTime made(RunFolder folder) {
    try {
      FileTime made = Files.getLastModifiedTime(folder.options());
      // What somebody else put there is not the newest, whatever it says.
      return folders.isOurs(folder.path()) ? made : FileTime.fromMillis(0);
    } catch (IOException noRun) {
      return null;
    }
  }

  /// Removes a run: first out of sight in one step, then file by file.
  void delete(RunFolder folder) {
    try {
      Removal.all(Removal.hidden(folder));
    } catch (IOException e) {
      throw new JupyterFlowException.Refused(
          folder.path() + " can't be removed: " + IoReasons.of(e), e);
    }
  }

  private static void remove(Path folder) {
    try {
      Removal.all(folder);
    } catch (IOException left) {
      // A hidden folder stays; it is not a run.
      return;
    }
  }
}
