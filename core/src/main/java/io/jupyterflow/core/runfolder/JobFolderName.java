package io.jupyterflow.core.runfolder;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// The folder of a job is called like the job. A name that no file can have, longer than 255 bytes,
/// is shortened and gets a checksum; the folder then holds the whole name in a file `name`.
public final class JobFolderName {

  private static final int LONGEST = 255;
  private static final int KEPT = 200;

  private JobFolderName() {}

  /// The folder's name for a job's name; the same for the same name, always.
  public static String of(String job) {
    // At most three bytes come of one char: short names need no counting.
    if (job.length() * 3 <= LONGEST) {
      return job;
    }
    byte[] bytes = job.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST) {
      return job;
    }
    int end = KEPT;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return new String(bytes, 0, end, StandardCharsets.UTF_8)
        + "~"
        + Long.toHexString(checksum.getValue());
  }

  /// Whether the folder's name tells less than the job's.
  public static boolean isShortened(String job) {
    return !of(job).equals(job);
  }
}
