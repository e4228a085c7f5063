package io.jupyterflow.core.runfolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Who is in a group, as far as the files of this machine tell.
///
/// A cluster gives a volume that has an `fsGroup` to that group each time a pod begins: folders
/// become mode 2770, whatever they were. In a notebook's image that group has nobody but its user.
final class Groups {

  private static final int SET_GROUP = 02000;
  private static final int ALL_WRITE = 0002;

  /// Where accounts come from that are in files.
  private static final List<String> FILES = List.of("files", "compat", "systemd", "altfiles");

  private Groups() {}

  /// Whether a folder of the user's is written by a group that has no other member.
  static boolean onlyUserMayWrite(PrivateFolders.Look look) {
    boolean isVolume = (look.mode() & SET_GROUP) != 0 && (look.mode() & ALL_WRITE) == 0;
    return isVolume && onlyUserIsIn(look, Path.of("/etc"));
  }

  /// @param etc where the machine's accounts stand
  static boolean onlyUserIsIn(PrivateFolders.Look folder, Path etc) {
    try {
      return accountsAreInFiles(etc)
          && hasNoOtherPrimary(folder, etc)
          && hasNoOtherMember(folder, etc);
    } catch (IOException unknown) {
      return false;
    }
  }

  /// Whether the files have all accounts: a directory service may know more members.
  private static boolean accountsAreInFiles(Path etc) throws IOException {
    for (String line : lines(etc.resolve("nsswitch.conf"))) {
      if (line.startsWith("passwd:") || line.startsWith("group:")) {
        for (String source : line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1)) {
          if (!source.isEmpty() && !source.startsWith("[") && !FILES.contains(source)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean hasNoOtherPrimary(PrivateFolders.Look folder, Path etc)
      throws IOException {
    for (String line : lines(etc.resolve("passwd"))) {
      String[] fields = line.split(":", -1);
      if (fields.length > 3
          && fields[3].equals(Integer.toString(folder.group()))
          && !fields[2].equals(Integer.toString(folder.owner()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNoOtherMember(PrivateFolders.Look folder, Path etc) throws IOException {
    String user = name(folder.owner(), etc);
    for (String line : lines(etc.resolve("group"))) {
      String[] fields = line.split(":", -1);
      if (fields.length > 3 && fields[2].equals(Integer.toString(folder.group()))) {
        for (String member : fields[3].split(",", -1)) {
          if (!member.isBlank() && !member.strip().equals(user)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static String name(int user, Path etc) throws IOException {
    for (String line : lines(etc.resolve("passwd"))) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2 && fields[2].equals(Integer.toString(user))) {
        return fields[0];
      }
    }
    return "";
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
  }
}
