package io.jupyterflow.core.runfolder;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.RunErrors;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The `log` files of a job's attempts, and where the folder has none, or no longer, what is
/// elsewhere.
public final class FolderLog implements JobLog {

  private static final int CHUNK = 1 << 16;

  /// How long an attempt that runs may have no file before it is looked for elsewhere.
  private static final long OVERDUE = 2_000_000_000;

  private final RunFolder folder;
  private final Supplier<JobSnapshot> job;
  private final boolean follow;
  private final Elsewhere elsewhere;
  private int attempt = 1;
  private @Nullable FileChannel open;
  private @Nullable JobLog other;
  private long given;
  private long missing;
  private boolean complete;

  /// Where output is that the folder does not have, or has the beginning of.
  public interface Elsewhere {

    /// The rest of an attempt's output.
    ///
    /// @param given how many bytes of it are known
    /// @return null where it is nowhere else
    @Nullable JobLog of(int attempt, long given);
  }

  /// What is in the folder alone.
  ///
  /// @param job gives its state now
  /// @param follow whether what comes later is wanted, too
  public FolderLog(RunFolder folder, Supplier<JobSnapshot> job, boolean follow) {
    this(folder, job, follow, (attempt, given) -> null);
  }

  /// @param job gives its state now
  /// @param follow whether what comes later is wanted, too
  public FolderLog(
      RunFolder folder, Supplier<JobSnapshot> job, boolean follow, Elsewhere elsewhere) {
    this.folder = folder;
    this.job = job;
    this.follow = follow;
    this.elsewhere = elsewhere;
  }

  @Override
  public byte[] poll() {
    if (complete) {
      return new byte[0];
    }
    // Asked before reading: what a terminal job has written is all there by then.
    JobSnapshot now = job.get();
    try {
      while (true) {
        byte[] more = read(now.name());
        if (more.length > 0 || (other != null && !other.isComplete())) {
          return more;
        }
        if (other == null && isElsewhere(now)) {
          other = elsewhere.of(attempt, given);
          if (other != null) {
            continue;
          }
        }
        if (isLast(now)) {
          complete = !follow || now.state().isTerminal();
          return more;
        }
        close();
        attempt++;
      }
    } catch (IOException e) {
      throw RunErrors.unreadable(folder.path(), e);
    }
  }

  private boolean isLast(JobSnapshot now) {
    boolean isOpen = open != null && !now.state().isTerminal() && attempt >= now.attempts().size();
    return isOpen || attempt >= folder.lastAttempt(now);
  }

  /// Whether what there is more of an attempt must be looked for elsewhere.
  private boolean isElsewhere(JobSnapshot now) {
    int known = now.state() == JobState.REUSED ? 1 : now.attempts().size();
    boolean isOver = now.state().isTerminal() || attempt < known;
    if (attempt > known || (open != null && !isOver)) {
      return false;
    }
    if (Files.exists(log(now.name()), NOFOLLOW_LINKS) || folder.lastAttempt(now) > known) {
      return false;
    }
    missing = missing == 0 ? System.nanoTime() : missing;
    return isOver
        || !follow
        || System.nanoTime() - missing > OVERDUE
        || Files.exists(folder.attempt(now.name(), attempt).part());
  }

  private Path log(String name) {
    return folder.attempt(name, attempt).log();
  }

  private byte[] read(String name) throws IOException {
    if (other != null) {
      return other.poll();
    }
    FileChannel channel = open;
    if (channel == null) {
      try {
        channel = FileChannel.open(log(name));
      } catch (NoSuchFileException notYet) {
        if (!Files.exists(folder.path())) {
          throw RunErrors.noRun(folder.id());
        }
        return new byte[0];
      }
      open = channel;
    }
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    int count = channel.read(buffer);
    given += Math.max(0, count);
    return count <= 0 ? new byte[0] : Arrays.copyOf(buffer.array(), count);
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public void close() {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw RunErrors.unreadable(folder.path(), e);
    } finally {
      open = null;
      given = 0;
      missing = 0;
      if (other != null) {
        other.close();
        other = null;
      }
    }
  }
}
