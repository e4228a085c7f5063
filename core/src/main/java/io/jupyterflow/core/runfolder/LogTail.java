package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The end of what a job printed.
public final class LogTail {

  private static final int BYTES = 64 * 1024;
  private static final int LINES = 200;

  private LogTail() {}

  /// The last lines of the last attempt's output, none where it has none.
  public static List<String> of(RunFolder folder, RunSnapshot run, String job) {
    JobSnapshot state = run.job(job).orElse(null);
    if (state == null) {
      return List.of();
    }
    int last = state.state() == JobState.REUSED ? 1 : state.attempts().size();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.attempt(job, last).log().toFile(), "r")) {
      long skipped = Math.max(0, file.length() - BYTES);
      byte[] tail = new byte[(int) (file.length() - skipped)];
      file.seek(skipped);
      file.readFully(tail);
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException absent) {
      return List.of();
    }
  }
}
