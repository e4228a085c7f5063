package io.jupyterflow.core.runfolder;

import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The end of what a job, or a supervisor, printed.
public final class LogTail {

  private static final int BYTES = 64 * 1024;
  private static final int LINES = 200;
  private static final int WORDS = 4;

  /// Longer lines are cut: what says why something failed is shorter.
  private static final int LONGEST = 4000;

  private LogTail() {}

  /// The last lines of the last attempt's output as far as it is kept, none where it has none.
  public static List<String> of(RunFolder folder, RunSnapshot run, String job) {
    JobSnapshot state = run.job(job).orElse(null);
    if (state == null) {
      return List.of();
    }
    AttemptFolder last = folder.attempt(job, folder.lastAttempt(state));
    return lines(Files.exists(last.log()) ? last.log() : last.part());
  }

  /// What a process printed last, in one line and without the frames of a stack trace. Empty where
  /// it printed nothing.
  public static String lastWords(Path log) {
    List<String> said = new ArrayList<>();
    for (String line : lines(log).reversed()) {
      boolean tells = !line.isBlank() && !Character.isWhitespace(line.charAt(0));
      if (tells && !said.contains(line) && said.size() < WORDS) {
        said.add(line);
      }
    }
    return String.join(" / ", said.reversed());
  }

  private static List<String> lines(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long skipped = Math.max(0, file.length() - BYTES);
      byte[] tail = new byte[(int) (file.length() - skipped)];
      file.seek(skipped);
      file.readFully(tail);
      return lines(tail);
    } catch (IOException absent) {
      return List.of();
    }
  }

  /// The last lines of an output's last bytes. Of a line that is as long as all of them, where
  /// nobody looks for words, both ends are kept.
  public static List<String> lines(byte[] tail) {
    int from = Math.max(0, tail.length - BYTES);
    String text = new String(tail, from, tail.length - from, StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(line.length() <= LONGEST ? line : cut(line));
    }
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  private static String cut(String line) {
    int half = LONGEST / 2;
    return line.substring(0, half) + " … " + line.substring(line.length() - half);
  }
}
