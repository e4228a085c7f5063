package io.jupyterflow.core.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The many ways of programs to say that a disk, or the user's share of it, is full.
final class FullDisk {

  /// What the system calls it, and what libraries say that lose its words on the way: PyTorch's zip
  /// writer, NumPy's `tofile`, SQLite, Python's `tempfile` where no folder takes a file.
  private static final List<String> SIGNS =
      List.of(
          "No space left on device",
          "[Errno 28]",
          "(os error 28)",
          "errno = 28",
          "errno: 28",
          "ENOSPC",
          "not enough space on the disk",
          "not enough free disk space",
          "disk is full",
          "PytorchStreamWriter failed writing",
          "No usable temporary directory found");

  private static final List<String> QUOTA =
      List.of("Disk quota exceeded", "[Errno 122]", "(os error 122)", "errno = 122", "EDQUOT");

  private static final Pattern CUT_SHORT =
      Pattern.compile(
          "OSError: \\d+ requested and \\d+ written|inline_container\\.cc.* unexpected pos \\d+");

  /// The file that could not be written, as Python and the tools of the system name it.
  private static final Pattern FILE =
      Pattern.compile(
          "(?:No space left on device|Disk quota exceeded): '([^']+)'"
              + "|(?:writing to|writing|write|create regular file|create directory) '([^']+)'");

  private FullDisk() {}

  static boolean isIn(String line) {
    return isAny(SIGNS, line) || isQuota(line) || CUT_SHORT.matcher(line).find();
  }

  private static boolean isQuota(String line) {
    return isAny(QUOTA, line);
  }

  private static boolean isAny(List<String> signs, String line) {
    for (String sign : signs) {
      if (line.contains(sign)) {
        return true;
      }
    }
    return false;
  }

  /// What is full: `the disk is full: it could not write out/model.pt`.
  static String what(String line) {
    String full = isQuota(line) ? "your share of the disk (quota) is full" : "the disk is full";
    return full + file(line).map(file -> ": it could not write " + file).orElse("");
  }

  static String fix(String line, WorkFolder folder) {
    String where = file(line).orElse(folder.spoken());
    return isQuota(line)
        ? "Delete what you no longer need, or ask for more: quota -s shows your share."
        : "Make room where the job writes: df -h "
            + (where.indexOf(' ') < 0 ? where : ".")
            + " shows how full that disk is. Temporary files go to $TMPDIR, else /tmp.";
  }

  private static Optional<String> file(String line) {
    Matcher found = FILE.matcher(line);
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(found.group(1) != null ? found.group(1) : found.group(2));
  }
}
