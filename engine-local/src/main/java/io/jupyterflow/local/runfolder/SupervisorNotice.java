package io.jupyterflow.local.runfolder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// What a run's owner can't write as an event, because writing is what fails. The file gets its
/// space when the run begins and is only written over, which works on a full disk.
///
/// @param number grows with each text
/// @param text empty where all is well
public record SupervisorNotice(int number, String text) {

  /// Nothing to say.
  public static final SupervisorNotice NONE = new SupervisorNotice(0, "");

  private static final int SIZE = 1024;

  /// Makes the file with room for a text.
  public static void reserve(Path file) throws IOException {
    Files.write(file, NONE.bytes());
  }

  /// Reads the file.
  ///
  /// @return [#NONE] where there is none
  public static SupervisorNotice read(Path file) {
    try {
      String text = Files.readString(file).strip();
      int blank = text.indexOf(' ');
      return blank < 0
          ? NONE
          : new SupervisorNotice(
              Integer.parseInt(text.substring(0, blank)), text.substring(blank + 1));
    } catch (IOException | NumberFormatException absentOrTorn) {
      return NONE;
    }
  }

  /// Writes this over what the file says.
  public void writeOver(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes()), 0);
    }
  }

  private byte[] bytes() {
    byte[] text = (number + " " + this.text).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(text, SIZE);
    Arrays.fill(bytes, Math.min(text.length, SIZE - 1), SIZE, (byte) ' ');
    bytes[SIZE - 1] = '\n';
    return bytes;
  }
}
