package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.text.ShellQuote;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Judges a folder that does not plainly look like the user's alone: by what can be known.
///
/// Owners and modes are what a file system shows, and some show another owner for all files (NFS
/// with squashed users), or one mode for all (CIFS, drives of Windows). So a new file, made there
/// with mode 0600 for a moment, is the measure: what it shows is what all of the user's files show
/// there. A volume of a pod that its `fsGroup` may write is the user's alone while nobody else is
/// in that group ([Groups]). A link counts for what it leads to, if its owner is as a new file's.
final class FolderJudge {

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final int user;

  private FolderJudge(int user) {
    this.user = user;
  }

  static FolderJudge of(int user) {
    return new FolderJudge(user);
  }

  /// Judges `~/.jupyterflow` or `runs`.
  ///
  /// @throws JupyterFlowException.Refused where it is not the user's alone
  void check(Path folder, PrivateFolders.Look shown, Path base, Path runs) {
    PrivateFolders.Look look = shown;
    if (look.isLink()) {
      if (look.owner() != user && look.owner() != measure(parent(folder), look).owner()) {
        throw refused(
            folder
                + " is a link that another user made ("
                + who(look)
                + "), so JupyterFlow reads and starts nothing there.",
            "remove it: rm " + ShellQuote.of(folder.toString()));
      }
      look = target(folder);
    }
    switch (opinion(folder, look)) {
      case OURS -> {}
      case NO_FOLDER ->
          throw refused(
              folder + " is not a folder, so JupyterFlow can't keep runs in it.",
              "move it away: " + away(folder));
      case OTHERS_OWN ->
          throw refused(
              folder
                  + " belongs to another user ("
                  + who(look)
                  + "), so JupyterFlow reads, starts and writes nothing there.",
              asThatUser(look.owner(), away(folder)));
      case OTHERS_WRITE ->
          throw refused(
              folder
                  + " can be changed by other users (mode "
                  + mode(look)
                  + "), so its content may not be yours, and JupyterFlow reads and starts"
                  + " nothing there.",
              "make it yours alone: chmod 700 " + ShellQuote.of(writable(base, runs)));
    }
  }

  /// Judges the folder of a run. We make no links there.
  ///
  /// @throws JupyterFlowException.Refused where it is not the user's alone
  void checkRun(Path run, PrivateFolders.Look look) {
    String remove = "rm -rf " + ShellQuote.of(run.toString());
    switch (look.isLink() ? Opinion.NO_FOLDER : opinion(run, look)) {
      case OURS -> {}
      case NO_FOLDER ->
          throw refused(
              run
                  + " is not a folder that JupyterFlow made, so it is not read or started as a"
                  + " run.",
              "if you don't need it, remove it: rm " + ShellQuote.of(run.toString()));
      case OTHERS_OWN ->
          throw refused(
              "The run's folder "
                  + run
                  + " belongs to another user ("
                  + who(look)
                  + "), so JupyterFlow doesn't read or start it.",
              "if you don't need it, remove it: " + remove);
      case OTHERS_WRITE ->
          throw refused(
              "The run's folder "
                  + run
                  + " can be changed by other users (mode "
                  + mode(look)
                  + "), so JupyterFlow doesn't read or start it.",
              "if nobody has changed it, make it yours alone: chmod 700 "
                  + ShellQuote.of(run.toString())
                  + ", else remove it: "
                  + remove);
    }
  }

  /// Judges a home in which root is about to make the first folder: root may write in any, and
  /// would leave a folder that the home's user can't use.
  ///
  /// @throws JupyterFlowException.Refused where it is another user's
  void checkHome(Path home) {
    PrivateFolders.Look look = target(home);
    boolean isRoots = home.equals(Path.of(System.getProperty("user.home")));
    if (look.owner() != user && !isRoots && measure(home, look).owner() != look.owner()) {
      throw refused(
          "HOME is "
              + home
              + ", which belongs to another user ("
              + who(look)
              + "), so JupyterFlow leaves no files of root there.",
          asThatUser(look.owner(), ""));
    }
  }

  /// A folder that can't even be looked at.
  static JupyterFlowException.Refused unreadable(Path folder, IOException e) {
    return new JupyterFlowException.Refused(
        folder + " can't be read (" + IoReasons.of(e) + ").",
        Remedy.of("make it readable, or set HOME to a folder that is"),
        e);
  }

  private enum Opinion {
    OURS,
    NO_FOLDER,
    OTHERS_OWN,
    OTHERS_WRITE
  }

  private Opinion opinion(Path folder, PrivateFolders.Look look) {
    if (!look.isFolder()) {
      return Opinion.NO_FOLDER;
    }
    if (look.isPlainlyOf(user)) {
      return Opinion.OURS;
    }
    PrivateFolders.Look measure = measure(folder, look);
    if (look.owner() != measure.owner()) {
      return Opinion.OTHERS_OWN;
    }
    boolean asOurs = !look.othersWrite() || measure.othersWrite();
    return asOurs || Groups.onlyUserMayWrite(look) ? Opinion.OURS : Opinion.OTHERS_WRITE;
  }

  /// What a new file of mode 0600 shows in a folder.
  ///
  /// @return one of this process's user, where none can be made there
  private PrivateFolders.Look measure(Path folder, PrivateFolders.Look look) {
    Path made = folder.resolve(".look-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    try (FileChannel open = FileChannel.open(made, NEW, PRIVATE)) {
      PrivateFolders.Look shown = opened(made, look);
      Files.deleteIfExists(made);
      return open.isOpen() ? shown : ordinary(look);
    } catch (IOException cannot) {
      return ordinary(look);
    }
  }

  private PrivateFolders.Look ordinary(PrivateFolders.Look look) {
    return new PrivateFolders.Look(user, look.group(), 0);
  }

  /// Looks at the file that this process has open, and not at what has its name: everyone who owns
  /// the folder could exchange that.
  private PrivateFolders.Look opened(Path file, PrivateFolders.Look look) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path handle : all) {
        if (leadsTo(handle).endsWith("/" + name)) {
          return PrivateFolders.Look.behind(handle);
        }
      }
    }
    return ordinary(look);
  }

  private static String leadsTo(Path handle) {
    try {
      return Files.readSymbolicLink(handle).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static PrivateFolders.Look target(Path link) {
    try {
      return PrivateFolders.Look.at(link.toRealPath());
    } catch (IOException e) {
      throw unreadable(link, e);
    }
  }

  private static Path parent(Path folder) {
    return folder.resolveSibling("");
  }

  /// The folders that have to be changed, all in one command.
  private static List<String> writable(Path base, Path runs) {
    List<String> found = new ArrayList<>();
    for (Path folder : List.of(base, runs)) {
      try {
        if (PrivateFolders.Look.at(folder.toRealPath()).othersWrite()) {
          found.add(folder.toString());
        }
      } catch (IOException absent) {
        // nothing to change
      }
    }
    return found;
  }

  private String asThatUser(int owner, String otherwise) {
    if (user == 0) {
      return "run the command as that user: sudo -H -u '#"
          + owner
          + "' jupyterflow …, or set HOME to a folder of root's";
    }
    return otherwise.isEmpty()
        ? "set HOME to a folder of yours"
        : "set HOME to a folder of yours, or move it away: " + otherwise;
  }

  private static String away(Path folder) {
    return "mv " + ShellQuote.of(folder.toString()) + " " + ShellQuote.of(folder + ".not-mine");
  }

  private String who(PrivateFolders.Look look) {
    return "user id " + look.owner() + ", and you are " + (user < 0 ? "unknown" : user);
  }

  private static String mode(PrivateFolders.Look look) {
    return String.format("%04o", look.mode() & 07777);
  }

  private static JupyterFlowException.Refused refused(String message, String remedy) {
    return new JupyterFlowException.Refused(message, Remedy.of(remedy));
  }
}
