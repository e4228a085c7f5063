package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Output of many times the size of the heap of whoever reads it.
class BoundedOutputTest {

  private static final long LINES_SIZE = 100_000_000;
  private static final long LINE_SIZE = 300_000_000;
  private static final String SMALL_HEAP = "-Xmx32m";

  /// A line of 100 bytes, over and over; the last one is whole.
  private static final String LINES = "yes " + "x".repeat(99) + " | head -c " + LINES_SIZE;

  /// A line of so many bytes without an end: a hole, as a file has it without taking room.
  private static final String ONE_LINE = "truncate -s " + LINE_SIZE + " /proc/self/fd/1";

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  /// How a command with a small heap ended.
  ///
  /// @param end the last characters of what it printed
  private record Ended(int code, long bytes, long lines, String end) {}

  private Ended run(String... words) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(sandbox.home, "errors", "");
    ProcessBuilder builder =
        new ProcessBuilder(sandbox.program(List.of(SMALL_HEAP, "-XX:+UseSerialGC"), words))
            .directory(sandbox.work.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(sandbox.variables);
    Process process = builder.start();
    process.getOutputStream().close();
    long bytes = 0;
    long lines = 0;
    byte[] chunk = new byte[1 << 16];
    StringBuilder end = new StringBuilder();
    try (InputStream out = process.getInputStream()) {
      for (int n = out.read(chunk); n >= 0; n = out.read(chunk)) {
        bytes += n;
        for (int i = 0; i < n; i++) {
          lines += chunk[i] == '\n' ? 1 : 0;
        }
        end.setLength(0);
        end.append(
            new String(chunk, Math.max(0, n - 200), Math.min(n, 200), StandardCharsets.UTF_8));
      }
    }
    int code = process.waitFor();
    try (InputStream err = Files.newInputStream(errors)) {
      for (int n = err.read(chunk); n >= 0; n = err.read(chunk)) {
        bytes += n;
        for (int i = 0; i < n; i++) {
          lines += chunk[i] == '\n' ? 1 : 0;
        }
        end.append(
            new String(chunk, Math.max(0, n - 200), Math.min(n, 200), StandardCharsets.UTF_8));
      }
    }
    Files.delete(errors);
    return new Ended(code, bytes, lines, end.toString());
  }

  private Ended ran(String... words) throws IOException, InterruptedException {
    Ended ended = run(words);
    assertThat(ended.code()).as(ended.end()).isZero();
    return ended;
  }

  @Test
  void manyLinesAreFollowedAndReadInPieces() throws IOException, InterruptedException {
    sandbox.file("long.sh", LINES + "\n");
    Ended followed = ran("run", "--id", "long-aaaaa", "-c", "long.sh");
    long lines = LINES_SIZE / 100;
    assertThat(followed.lines()).isBetween(lines, lines + 10);
    assertThat(followed.bytes()).isGreaterThan(LINES_SIZE);
    assertThat(ran("watch", "long-aaaaa").lines()).isBetween(lines, lines + 10);
    assertThat(ran("logs", "long-aaaaa").lines()).isEqualTo(lines);
    assertThat(ran("logs", "-f", "long-aaaaa").lines()).isEqualTo(lines);
    assertThat(ran("logs", "long-aaaaa/long").bytes()).isEqualTo(LINES_SIZE);
    assertThat(ran("results", "long-aaaaa").lines()).isEqualTo(1);
  }

  @Test
  void oneLineWithoutAnEndIsFollowedAndReadInPieces() throws IOException, InterruptedException {
    sandbox.file("long.sh", ONE_LINE + "\nexit 3\n");
    Ended followed = run("run", "--id", "long-aaaaa", "-c", "long.sh");
    assertThat(followed.code()).as(followed.end()).isEqualTo(1);
    // the bytes of a hole are no text, and nothing of them reaches a terminal
    assertThat(followed.lines()).isLessThan(10_000);
    assertThat(ran("logs", "long-aaaaa").lines()).isEqualTo(1);
    assertThat(ran("logs", "long-aaaaa/long").bytes()).isEqualTo(LINE_SIZE);
    assertThat(ran("why", "long-aaaaa").bytes()).isLessThan(20_000);
    assertThat(ran("results", "long-aaaaa").lines()).isEqualTo(1);
  }

  @Test
  void ofManyJobsTheTailOfWhatFailedIsFollowedInPieces() throws IOException, InterruptedException {
    sandbox.file("long.sh", "[ $1 != n=7 ] || { " + LINES + "; exit 1; }\n");
    Ended followed = run("run", "--id", "long-aaaaa", "-c", "long.sh n={1..30}");
    assertThat(followed.code()).as(followed.end()).isEqualTo(1);
    assertThat(followed.lines()).isBetween(10L, 60L);
  }
}
