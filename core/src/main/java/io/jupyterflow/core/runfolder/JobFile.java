package io.jupyterflow.core.runfolder;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// A file that a job writes, or has put something else instead of: a pipe, a device, a folder, a
/// link to such. Reading one of those might never end.
final class JobFile {

  private JobFile() {}

  /// The bytes a regular file has now, also while it grows. Nothing where there is none.
  ///
  /// @param most how many bytes are read at most
  /// @throws IOException where it is anything else, saying what
  static Optional<InputStream> open(Path file, long most) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException absent) {
      if (Files.isSymbolicLink(file)) {
        throw new FileSystemException(
            file.toString(),
            null,
            "it is a link to " + Files.readSymbolicLink(file) + ", which is not there");
      }
      return Optional.empty();
    }
    if (!attributes.isRegularFile()) {
      String kind = attributes.isDirectory() ? "a folder" : "a pipe or a device";
      throw new FileSystemException(file.toString(), null, "it is " + kind + ", not a file");
    }
    long size = Math.min(attributes.size(), most);
    return Optional.of(new Bounded(new BufferedInputStream(Files.newInputStream(file)), size));
  }

  /// The beginning of a stream.
  private static final class Bounded extends FilterInputStream {

    private long left;

    Bounded(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      int b = left > 0 ? in.read() : -1;
      left -= b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = left > 0 ? in.read(into, offset, (int) Math.min(length, left)) : -1;
      left -= Math.max(n, 0);
      return n;
    }
  }
}
