package io.jupyterflow.local.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.core.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A control group with a limit of memory, of either version, as a container has one.
final class MemoryGroup {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final Path folder;

  private MemoryGroup(Path folder) {
    this.folder = folder;
  }

  /// Makes one. Skips the test, and says why, where that is not permitted or nobody could see it.
  ///
  /// @param limit in bytes; there is no swap beyond it
  static MemoryGroup make(String name, long limit) throws IOException {
    boolean first = Files.exists(ROOT.resolve("memory/memory.limit_in_bytes"));
    Path mount = first ? ROOT.resolve("memory") : ROOT;
    Path own = mount.resolve(own(first));
    assumeTrue(Files.exists(own.resolve("cgroup.procs")), "this control group is hidden: " + own);
    MemoryGroup group = new MemoryGroup(mount.resolve(name));
    try {
      Files.createDirectory(group.folder);
    } catch (IOException refused) {
      assumeTrue(false, "a control group can't be made here: " + refused);
    }
    if (!first && !Files.exists(group.folder.resolve("memory.max"))) {
      Files.delete(group.folder);
      assumeTrue(false, mount + "/cgroup.subtree_control hands no memory on");
    }
    String bytes = Long.toString(limit);
    group.write(first ? "memory.limit_in_bytes" : "memory.max", bytes);
    String swap = first ? "memory.memsw.limit_in_bytes" : "memory.swap.max";
    if (Files.exists(group.folder.resolve(swap))) {
      group.write(swap, first ? bytes : "0");
    }
    return group;
  }

  /// The group of this process, relative to where groups lie.
  private static String own(boolean first) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts[1].equals(first ? "memory" : "")) {
        return parts[2].substring(1);
      }
    }
    return "";
  }

  /// Moves a process in, and with it all that it starts from now on.
  void take(long pid) throws IOException {
    write("cgroup.procs", Long.toString(pid));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /// Removes it once its last process is gone.
  void remove() throws IOException {
    Until.holds("the end of all in " + folder, this::isGone);
  }

  private boolean isGone() {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
