package io.jupyterflow.local.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what the machine can give, as the container's limits say.
public final class CapacityProbe {

  private final Path root;

  /// A probe of the machine whose files lie under a folder.
  ///
  /// @param root `/`, or a copy of the files in question
  public CapacityProbe(Path root) {
    this.root = root;
  }

  /// The capacity now.
  ///
  /// @param visible the value of `CUDA_VISIBLE_DEVICES`, or null
  public Capacity probe(@Nullable String visible) {
    // The JVM reads quota and cpuset of both cgroup versions.
    return new Capacity(Runtime.getRuntime().availableProcessors(), memory(), gpus(visible));
  }

  /// The memory in bytes: the machine's, or a lower limit of the cgroup.
  public long memory() {
    long memory = total();
    for (Path folder : cgroupFolders()) {
      memory = Math.min(memory, number(folder.resolve("memory.max")));
      memory = Math.min(memory, number(folder.resolve("memory.limit_in_bytes")));
    }
    return memory;
  }

  /// The devices a submitter may use: those its variable names, else all there are.
  public List<String> gpus(@Nullable String visible) {
    List<String> found = new ArrayList<>();
    if (visible != null) {
      for (String device : visible.split(",", -1)) {
        String name = device.strip();
        // As in CUDA: what comes after an invalid entry is not visible.
        if (name.isEmpty() || name.startsWith("-")) {
          break;
        }
        found.add(name);
      }
      return found;
    }
    try (DirectoryStream<Path> devices =
        Files.newDirectoryStream(root.resolve("dev"), "nvidia[0-9]*")) {
      for (Path device : devices) {
        found.add(device.getFileName().toString().substring("nvidia".length()));
      }
    } catch (IOException none) {
      return List.of();
    }
    found.sort(null);
    return found;
  }

  /// How many processes the kernel has killed for memory in this container, or on this machine
  /// where the container doesn't count.
  public long oomKills() {
    for (Path folder : cgroupFolders()) {
      for (String file : List.of("memory.events", "memory.oom_control")) {
        Optional<Long> count = field(folder.resolve(file), "oom_kill");
        if (count.isPresent()) {
          return count.get();
        }
      }
    }
    return field(root.resolve("proc/vmstat"), "oom_kill").orElse(0L);
  }

  /// The most memory this process ever had, in bytes; 0 where the system doesn't say.
  public long ownPeak() {
    return field(root.resolve("proc/self/status"), "VmHWM:").orElse(0L) * 1024;
  }

  /// The folders of this process's memory cgroup, innermost first. In a container the path the
  /// kernel tells may be the host's: then only the mount itself is there.
  private List<Path> cgroupFolders() {
    List<Path> folders = new ArrayList<>();
    for (String line : text(root.resolve("proc/self/cgroup")).split("\n", -1)) {
      String[] parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      boolean unified = parts[0].equals("0") && parts[1].isEmpty();
      boolean memory = List.of(parts[1].split(",", -1)).contains("memory");
      if (unified || memory) {
        Path mount = root.resolve(memory ? "sys/fs/cgroup/memory" : "sys/fs/cgroup");
        Path folder = mount.resolve(parts[2].substring(1)).normalize();
        while (folder != null && folder.startsWith(mount)) {
          folders.add(folder);
          folder = folder.getParent();
        }
      }
    }
    return folders;
  }

  private long total() {
    // "MemTotal:       24684092 kB"
    return field(root.resolve("proc/meminfo"), "MemTotal:").orElse(Long.MAX_VALUE / 1024) * 1024;
  }

  private static Optional<Long> field(Path file, String name) {
    for (String line : text(file).split("\n", -1)) {
      String[] words = line.strip().split("[ \t]+", -1);
      if (words.length >= 2 && words[0].equals(name)) {
        return Optional.of(Long.parseLong(words[1]));
      }
    }
    return Optional.empty();
  }

  /// A limit; `max` and an absent file are none.
  private static long number(Path file) {
    String text = text(file).strip();
    try {
      return text.isEmpty() ? Long.MAX_VALUE : Long.parseLong(text);
    } catch (NumberFormatException none) {
      return Long.MAX_VALUE;
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException absent) {
      return "";
    }
  }
}
