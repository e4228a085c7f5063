package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.RunTrouble;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The `log` files of a job's attempts.
public final class FolderLog implements JobLog {

  private static final int CHUNK = 1 << 16;

  private final RunFolder folder;
  private final Supplier<JobSnapshot> job;
  private final boolean follow;
  private int attempt = 1;
  private @Nullable FileChannel open;
  private boolean complete;

  /// @param job gives its state now
  /// @param follow whether what comes later is wanted, too
  public FolderLog(RunFolder folder, Supplier<JobSnapshot> job, boolean follow) {
    this.folder = folder;
    this.job = job;
    this.follow = follow;
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
        if (more.length > 0) {
          return more;
        }
        int last = now.state() == JobState.REUSED ? 1 : now.attempts().size();
        if (attempt >= last) {
          complete = !follow || now.state().isTerminal();
          return more;
        }
        close();
        attempt++;
      }
    } catch (IOException e) {
      throw RunTrouble.unreadable(folder.path(), e);
    }
  }

  private byte[] read(String name) throws IOException {
    FileChannel channel = open;
    if (channel == null) {
      try {
        channel = FileChannel.open(folder.attempt(name, attempt).log());
      } catch (NoSuchFileException notYet) {
        if (!Files.exists(folder.path())) {
          throw RunTrouble.noRun(folder.id());
        }
        return new byte[0];
      }
      open = channel;
    }
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    int count = channel.read(buffer);
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
      throw RunTrouble.unreadable(folder.path(), e);
    } finally {
      open = null;
    }
  }
}
