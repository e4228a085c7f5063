package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.problem.JupyterFlowException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `~/.jupyterflow`, `runs` in it, and the folder of each run: the user's alone. What is in them
/// decides which programs run as the user, so nothing is read, started or written in one that
/// somebody else owns or can change.
///
/// They are judged from the outside in, each time they are used: once a folder is known to be the
/// user's alone, nobody else can exchange what it holds between the look and the use. Who can
/// rename things in the home itself is trusted, as with any program's files.
///
/// A folder that shows this process's user as its owner, and lets nobody else write, costs one
/// look. Any other is judged by [FolderJudge].
public final class PrivateFolders {

  private static final String BASE = ".jupyterflow";

  /// Where the runs of a user are, relative to the home directory.
  public static final String RUNS = BASE + "/runs";

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /// A file of the process itself: its owner is whom this process acts for.
  private static final Path SELF = Path.of("/proc/self/stat");

  private final Path home;
  private final Path base;
  private final Path runs;
  private final int user;

  /// For tests: a process of another user than the one this is.
  PrivateFolders(Path home, int user) {
    this.home = home;
    this.base = home.resolve(BASE);
    this.runs = home.resolve(RUNS);
    this.user = user;
  }

  /// Those of a home, for the user of this process.
  public static PrivateFolders in(Path home) {
    return new PrivateFolders(home.toAbsolutePath(), user());
  }

  /// Those that a run's folder, `HOME/.jupyterflow/runs/ID`, is in.
  public static PrivateFolders around(Path run) {
    return in(run.resolve("../../..").normalize());
  }

  private static int user() {
    try {
      return Look.at(SELF).owner();
    } catch (IOException unknown) {
      // nobody's number: then the owners of new files tell
      return -1;
    }
  }

  /// `~/.jupyterflow`
  public Path base() {
    return base;
  }

  /// `~/.jupyterflow/runs`
  public Path runs() {
    return runs;
  }

  /// Makes `~/.jupyterflow` where it isn't there.
  ///
  /// @throws JupyterFlowException.Refused where it is not the user's alone
  public void makeBase() throws IOException {
    if (!check(base)) {
      if (!Files.isDirectory(home)) {
        makeHome();
      }
      checkHome();
      make(base);
    }
  }

  /// Makes sure that runs can be kept in this home, and makes nothing.
  ///
  /// @throws JupyterFlowException.Refused where the folders are not, or would not be, the user's
  ///   alone
  public void checkAll() {
    if (check(base)) {
      check(runs);
    } else {
      checkHome();
    }
  }

  private void checkHome() {
    if (user == 0 && Files.isDirectory(home)) {
      FolderJudge.of(user).checkHome(home);
    }
  }

  private void makeHome() throws IOException {
    try {
      Files.createDirectories(home);
    } catch (FileAlreadyExistsException file) {
      throw new NotDirectoryException(home.toString());
    }
  }

  /// Makes both.
  ///
  /// @throws JupyterFlowException.Refused where one is not the user's alone
  public void makeRuns() throws IOException {
    makeBase();
    if (!check(runs)) {
      make(runs);
    }
  }

  /// Makes a folder in one that is known to be the user's alone.
  ///
  /// @throws FileAlreadyExistsException where it is there
  public static void makeOne(Path folder) throws IOException {
    // A mode that is asked for can't be wider for a moment, whatever the umask.
    Files.createDirectory(folder, PRIVATE);
  }

  private void make(Path folder) throws IOException {
    try {
      makeOne(folder);
    } catch (FileAlreadyExistsException meanwhile) {
      check(folder);
    }
  }

  /// Makes sure of `~/.jupyterflow` and `runs` in it, as far as they are there.
  ///
  /// @throws JupyterFlowException.Refused where one is not the user's alone; says what to do
  public void check() {
    if (check(base)) {
      check(runs);
    }
  }

  /// Makes sure of `~/.jupyterflow` alone.
  ///
  /// @throws JupyterFlowException.Refused where it is not the user's alone; says what to do
  public void checkBase() {
    check(base);
  }

  /// @return whether it is there
  private boolean check(Path folder) {
    Look look = look(folder);
    if (look != null && !look.isPlainlyOf(user)) {
      FolderJudge.of(user).check(folder, look, base, runs);
    }
    return look != null;
  }

  /// Makes sure of a run's folder, in `runs` that [#check] has been asked about. One that isn't
  /// there is no trouble.
  ///
  /// @throws JupyterFlowException.Refused where it is not the user's alone; says what to do
  public void checkRun(Path run) {
    Look look = look(run);
    if (look != null && !look.isPlainlyOf(user)) {
      FolderJudge.of(user).checkRun(run, look);
    }
  }

  /// Whether a run's folder may be read, in `runs` that [#check] has been asked about.
  public boolean isOurs(Path run) {
    try {
      checkRun(run);
      return true;
    } catch (JupyterFlowException.Refused foreign) {
      return false;
    }
  }

  private static @Nullable Look look(Path folder) {
    try {
      return Look.at(folder);
    } catch (NoSuchFileException absent) {
      return null;
    } catch (IOException e) {
      throw FolderJudge.unreadable(folder, e);
    }
  }

  /// What the file system shows of a file itself, not of what a link leads to.
  ///
  /// @param owner the number of its user
  record Look(int owner, int group, int mode) {

    /// The numbers: names would be asked of who knows which directory service.
    private static final String SHOWN = "unix:uid,gid,mode";

    private static final int KIND = 0170000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;
    private static final int OTHERS_WRITE = 0022;

    static Look at(Path file) throws IOException {
      return of(Files.readAttributes(file, SHOWN, LinkOption.NOFOLLOW_LINKS));
    }

    /// What a link leads to.
    static Look behind(Path link) throws IOException {
      return of(Files.readAttributes(link, SHOWN));
    }

    private static Look of(Map<String, Object> shown) {
      return new Look(number(shown, "uid"), number(shown, "gid"), number(shown, "mode"));
    }

    private static int number(Map<String, Object> shown, String name) {
      return (int) Objects.requireNonNull(shown.get(name));
    }

    boolean isPlainlyOf(int user) {
      return owner == user && isFolder() && !othersWrite();
    }

    boolean isFolder() {
      return (mode & KIND) == FOLDER;
    }

    boolean isLink() {
      return (mode & KIND) == LINK;
    }

    boolean othersWrite() {
      return (mode & OTHERS_WRITE) != 0;
    }
  }
}
