package io.jupyterflow.local.spawn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Starts processes in sessions of their own, with stdin from nothing. Used by one thread.
///
/// The words of each process are laid out in one heap buffer and copied over at once: access to
/// native memory word by word costs more than the system call while the code is cold.
public final class Spawner {

  private static final int E2BIG = 7;
  private static final int POINTER = 8;

  private final Posix posix;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment shell;
  private final MemorySegment actions;
  private final MemorySegment attributes;
  private MemorySegment block;
  private ByteBuffer layout;

  /// @param shell what runs the words of each process: [JobLauncher#shell]
  public Spawner(Posix posix, String shell, String workingDirectory) {
    this.posix = posix;
    this.shell = arena.allocateFrom(shell);
    actions = arena.allocate(256, 16);
    attributes = arena.allocate(512, 16);
    block = arena.allocate(64 * 1024, 16);
    layout = ByteBuffer.allocate(64 * 1024).order(ByteOrder.nativeOrder());
    MemorySegment all = arena.allocate(128, 16);
    all.fill((byte) 0xff);
    posix.prepare(
        actions,
        attributes,
        arena.allocate(128, 16),
        all,
        arena.allocateFrom("/dev/null"),
        arena.allocateFrom(workingDirectory));
  }

  /// What came of a spawn.
  public sealed interface Outcome {
    /// It runs.
    record Running(long pid) implements Outcome {}

    /// Words or variables are larger than the kernel takes: trying again changes nothing.
    record TooLarge() implements Outcome {}

    /// The machine can't now.
    ///
    /// @param error the `errno`
    record Refused(int error) implements Outcome {}
  }

  /// Starts the shell with these words (the first is its name) and exactly these variables.
  ///
  /// @param variables `name=value`, raw
  /// @param more further `name=value`, as text
  public Outcome spawn(List<String> words, List<byte[]> variables, List<String> more) {
    int pointers = (1 + words.size() + 1 + variables.size() + more.size() + 1) * POINTER;
    byte[][] texts = new byte[words.size() + more.size()][];
    int size = pointers;
    for (int i = 0; i < texts.length; i++) {
      String text = i < words.size() ? words.get(i) : more.get(i - words.size());
      texts[i] = text.getBytes(StandardCharsets.UTF_8);
      size += texts[i].length + 1;
    }
    for (byte[] variable : variables) {
      size += variable.length + 1;
    }
    ensure(size);
    layout.clear();
    long base = block.address();
    int at = pointers;
    int slot = POINTER;
    for (int i = 0; i < words.size(); i++) {
      at = put(slot, base, at, texts[i]);
      slot += POINTER;
    }
    layout.putLong(slot, 0);
    slot += POINTER;
    int environment = slot;
    for (byte[] variable : variables) {
      at = put(slot, base, at, variable);
      slot += POINTER;
    }
    for (int i = words.size(); i < texts.length; i++) {
      at = put(slot, base, at, texts[i]);
      slot += POINTER;
    }
    layout.putLong(slot, 0);
    MemorySegment.copy(layout.array(), 0, block, ValueLayout.JAVA_BYTE, 0, at);
    int error =
        posix.spawn(
            block, shell, actions, attributes, block.asSlice(POINTER), block.asSlice(environment));
    return switch (error) {
      case 0 -> new Outcome.Running(block.get(ValueLayout.JAVA_INT, 0));
      case E2BIG -> new Outcome.TooLarge();
      default -> new Outcome.Refused(error);
    };
  }

  /// Lays one text out and points to it.
  ///
  /// @return where the next text goes
  private int put(int slot, long base, int at, byte[] text) {
    layout.putLong(slot, base + at);
    layout.put(at, text);
    layout.put(at + text.length, (byte) 0);
    return at + text.length + 1;
  }

  private void ensure(int size) {
    if (size > layout.capacity()) {
      int capacity = Integer.highestOneBit(size) * 2;
      layout = ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder());
      block = arena.allocate(capacity, 16);
    }
  }
}
