package io.jupyterflow.core.follow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Text that comes in pieces of bytes, given on so that neither a character nor a color is torn.
/// Used by one thread.
public final class TornText implements Consumer<byte[]> {

  /// Colors are shorter; a longer sequence is torn, and its end is shown as text.
  private static final int LONGEST_SEQUENCE = 32;

  private static final byte ESCAPE = 0x1b;

  private final Consumer<String> text;
  private byte[] rest = new byte[0];

  /// @param text takes the pieces
  public TornText(Consumer<String> text) {
    this.text = text;
  }

  @Override
  public void accept(byte[] bytes) {
    byte[] all = bytes;
    if (rest.length > 0) {
      all = Arrays.copyOf(rest, rest.length + bytes.length);
      System.arraycopy(bytes, 0, all, rest.length, bytes.length);
    }
    int whole = wholeUntil(all, 0, all.length);
    rest = Arrays.copyOfRange(all, whole, all.length);
    give(all, whole);
  }

  /// Gives on what was left for more to come.
  public void end() {
    give(rest, rest.length);
    rest = new byte[0];
  }

  private void give(byte[] bytes, int length) {
    if (length > 0) {
      text.accept(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
  }

  /// How far text can be taken: `to`, or what is before a last character or sequence that may go on
  /// after it.
  static int wholeUntil(byte[] bytes, int from, int to) {
    int lead = to - 1;
    while (lead > from && lead > to - 4 && (bytes[lead] & 0xc0) == 0x80) {
      lead--;
    }
    int end = lead >= from && lead + width(bytes[lead]) > to ? lead : to;
    for (int at = end - 1; at >= Math.max(from, end - LONGEST_SEQUENCE); at--) {
      if (bytes[at] == ESCAPE) {
        return at;
      }
      if (bytes[at] != '[' && (bytes[at] < '0' || bytes[at] > ';')) {
        return end;
      }
    }
    return end;
  }

  /// How many bytes a character has that begins with this one.
  private static int width(byte lead) {
    int value = lead & 0xff;
    return value < 0xc2 ? 1 : value < 0xe0 ? 2 : value < 0xf0 ? 3 : value < 0xf5 ? 4 : 1;
  }
}
