package io.jupyterflow.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The processes this process can see, as `/proc` shows them.
public final class ProcessTable {

  private final Path proc;
  private final String boot;
  private final String pidNamespace;

  private ProcessTable(Path proc, String boot, String pidNamespace) {
    this.proc = proc;
    this.boot = boot;
    this.pidNamespace = pidNamespace;
  }

  /// The table of this machine, seen from this process's pid namespace.
  public static ProcessTable ofThisMachine() {
    Path proc = Path.of("/proc");
    return new ProcessTable(
        proc, read(proc.resolve("sys/kernel/random/boot_id")).strip(), namespace(proc));
  }

  public String boot() {
    return boot;
  }

  public String pidNamespace() {
    return pidNamespace;
  }

  /// This process.
  public ProcessIdentity self() {
    long pid = ProcessHandle.current().pid();
    return new ProcessIdentity(
        boot, pidNamespace, pid, stat(pid).map(ProcessStat::startTicks).orElse(0L));
  }

  /// Whether the identity belongs to this boot and pid namespace: only then can it be judged here.
  public boolean canJudge(ProcessIdentity identity) {
    return identity.boot().equals(boot) && identity.pidNamespace().equals(pidNamespace);
  }

  /// Whether exactly this process still runs. Stopped (`SIGSTOP`) is alive.
  public boolean isAlive(ProcessIdentity identity) {
    return canJudge(identity) && living(identity) != null;
  }

  /// Exactly this process, which [#canJudge] holds for.
  ///
  /// @return null where it doesn't run any more
  public @Nullable ProcessStat living(ProcessIdentity identity) {
    ProcessStat now = stat(identity.pid()).orElse(null);
    return now != null && now.startTicks() == identity.startTicks() && now.isAlive() ? now : null;
  }

  /// The process with this number now.
  public Optional<ProcessStat> stat(long pid) {
    return ProcessStat.parse(read(proc.resolve(Long.toString(pid)).resolve("stat")));
  }

  /// All processes that run now.
  public List<ProcessStat> all() {
    List<ProcessStat> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        ProcessStat.parse(read(entry.resolve("stat")))
            .filter(ProcessStat::isAlive)
            .ifPresent(found::add);
      }
    } catch (IOException gone) {
      return found;
    }
    return found;
  }

  /// The variables a process was started with, each ended by a NUL; empty where it is gone or
  /// belongs to someone else.
  public String environment(long pid) {
    return "\0" + read(proc.resolve(Long.toString(pid)).resolve("environ"));
  }

  /// The words a process was started with, each ended by a NUL, as raw bytes in Latin-1; empty
  /// where it is gone.
  public String commandLine(long pid) {
    return read(proc.resolve(Long.toString(pid)).resolve("cmdline"));
  }

  /// A text as the strings of this table show it.
  public static String raw(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// Latin-1 keeps each byte: names of programs and values of variables need not be UTF-8.
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static String namespace(Path proc) {
    try {
      String link = Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString();
      return link.replaceAll("[^0-9]", "");
    } catch (IOException | UnsupportedOperationException unknown) {
      return "0";
    }
  }
}
