package io.jupyterflow.local.lease;

import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.process.ProcessStat;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The owners of one run, one for each epoch. An owner on this host is judged by its process: one
/// that is stopped (`SIGSTOP`) still owns. Any other is judged by how long ago it touched its file,
/// on a schedule of the file system alone: clocks of hosts differ and jump.
public final class Leases {

  /// How often an owner touches its file.
  public static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final Duration FRESH = Duration.ofSeconds(40);

  private final RunFolder folder;
  private final ProcessTable processes;

  public Leases(RunFolder folder, ProcessTable processes) {
    this.folder = folder;
    this.processes = processes;
  }

  /// The newest epoch that has an owner, 0 where there was none yet.
  public int latestEpoch() {
    int epoch = 0;
    while (Files.exists(folder.owner(epoch + 1))) {
      epoch++;
    }
    return epoch;
  }

  /// Who took an epoch; nothing where its file is torn or absent.
  public Optional<Owner> owner(int epoch) throws IOException {
    if (epoch == 0 || !Files.exists(folder.owner(epoch))) {
      return Optional.empty();
    }
    return Owner.parse(Files.readString(folder.owner(epoch)));
  }

  /// What was seen of a run's owner in one look.
  ///
  /// @param epoch the newest one that somebody took, 0 where none did
  /// @param isOwned whether its owner is, or may be, alive
  /// @param stopped the pid of an owner here that is stopped (`SIGSTOP`) and does nothing, else 0
  public record Judgement(int epoch, boolean isOwned, long stopped) {}

  /// Looks for the run's owner. Who takes the run over claims the epoch after the one judged here:
  /// had it judged one and claimed after another, several would do so at once.
  public Judgement judge() throws IOException {
    int epoch = latestEpoch();
    if (epoch == 0) {
      return new Judgement(0, false, 0);
    }
    Optional<Owner> owner = owner(epoch);
    if (owner.isPresent() && processes.canJudge(owner.get().process())) {
      ProcessIdentity process = owner.get().process();
      ProcessStat stat = processes.living(process);
      boolean sleeps = stat != null && stat.isStopped();
      return new Judgement(epoch, stat != null, sleeps ? process.pid() : 0);
    }
    return new Judgement(epoch, isFresh(epoch), 0);
  }

  /// Whether the run has an owner that is, or may be, alive.
  public boolean isOwned() throws IOException {
    return judge().isOwned();
  }

  /// The name of the host that a process ran on, which is not known to be gone: what ran there may
  /// go on. A host is known to be gone where it has the name of this one, is not this one, and its
  /// owner was not heard of lately: then it is this one before it was started again, or a container
  /// that this one came in place of. Another host may only be out of reach.
  ///
  /// @param process one that [ProcessTable#canJudge] doesn't hold for
  /// @param here the name of this host
  /// @return null where it is gone
  public @Nullable String aliveHost(ProcessIdentity process, String here) throws IOException {
    for (int epoch = latestEpoch(); epoch > 0; epoch--) {
      Owner owner = owner(epoch).orElse(null);
      if (owner != null
          && owner.process().boot().equals(process.boot())
          && owner.process().pidNamespace().equals(process.pidNamespace())) {
        return isGone(owner, epoch, here) ? null : owner.host();
      }
    }
    return "unknown";
  }

  /// The same of the newest owner of another host, for an attempt whose launcher has not said yet
  /// where it runs.
  ///
  /// @return null where there was none, or it is gone
  public @Nullable String aliveHost(String here) throws IOException {
    for (int epoch = latestEpoch(); epoch > 0; epoch--) {
      Owner owner = owner(epoch).orElse(null);
      if (owner != null && !processes.canJudge(owner.process())) {
        return isGone(owner, epoch, here) ? null : owner.host();
      }
    }
    return null;
  }

  private boolean isGone(Owner owner, int epoch, String here) throws IOException {
    // many hosts are called so
    boolean tells = !here.startsWith("localhost") && !here.equals("unknown");
    return tells && owner.host().equals(here) && !isFresh(epoch);
  }

  /// Takes an epoch for this process.
  ///
  /// @return false where someone else has it
  public boolean claim(int epoch, String host) throws IOException {
    ProcessIdentity self = processes.self();
    byte[] text = new Owner(self, host).text().getBytes(StandardCharsets.UTF_8);
    Path whole = folder.path().resolve(".owner-" + self.pid() + "-" + self.startTicks());
    try {
      Files.write(whole, text);
      // A link appears with its content or not at all.
      Files.createLink(folder.owner(epoch), whole);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (UnsupportedOperationException | IOException noLinks) {
      // Where it is the disk that is full, this throws.
      return create(folder.owner(epoch), text);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static boolean create(Path file, byte[] text) throws IOException {
    try (FileChannel made =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      if (made.write(ByteBuffer.wrap(text)) < text.length) {
        throw new IOException("no space for " + file);
      }
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException full) {
      // An owner that nobody can tell would keep others out for as long as a lease lasts.
      Files.deleteIfExists(file);
      throw full;
    }
  }

  /// Says that the owner lives. Writes the file's first byte again: that sets the time by the file
  /// system's clock, and needs no space on a full disk.
  public void beat(int epoch) throws IOException {
    try (FileChannel file =
        FileChannel.open(folder.owner(epoch), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer first = ByteBuffer.allocate(1);
      if (file.read(first, 0) == 1) {
        file.write(first.flip(), 0);
      }
    }
  }

  /// Whether another owner has come after this epoch.
  public boolean isSuperseded(int epoch) {
    return Files.exists(folder.owner(epoch + 1)) || !Files.exists(folder.owner(epoch));
  }

  private boolean isFresh(int epoch) throws IOException {
    Path probe = folder.path().resolve(".clock-" + ProcessHandle.current().pid());
    if (!isWritable(probe)) {
      // Who can't write here can't own the run either: everyone who has it keeps it.
      return true;
    }
    try {
      long now = Files.getLastModifiedTime(probe).toMillis();
      // Reading first makes a network file system ask its server in place of its cache.
      Files.readAllBytes(folder.owner(epoch));
      long beat = Files.getLastModifiedTime(folder.owner(epoch)).toMillis();
      return now - beat < FRESH.toMillis();
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private static boolean isWritable(Path probe) {
    try {
      Files.write(probe, new byte[] {'.'});
      return true;
    } catch (IOException full) {
      boolean ignored = probe.toFile().delete();
      return false;
    }
  }
}
