package io.jupyterflow.core.runfolder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.metric.MetricNotice;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderMetricsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path path;
  private RunFolder folder = new RunFolder(Path.of("/"));

  @BeforeEach
  void makeTheRun() throws IOException {
    folder = new RunFolder(path);
    for (String job : List.of("good", "bad")) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        Files.createDirectories(folder.attempt(job, attempt).path());
        Files.writeString(folder.attempt(job, attempt).log(), "printed=" + attempt + "\n");
      }
    }
    Files.writeString(folder.attempt("good", 2).metrics(), "{\"loss\": 1}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkfifo \"$1\"                                  | it is a pipe or a device, not a file",
        "mkfifo \"$1.pipe\"; ln -s \"$1.pipe\" \"$1\"       | it is a pipe or a device, not a file",
        "ln -s /dev/zero \"$1\"                         | it is a pipe or a device, not a file",
        "ln -s /dev/tty \"$1\"                          | it is a pipe or a device, not a file",
        "mkdir \"$1\"                                   | it is a folder, not a file",
        "ln -s / \"$1\"                                 | it is a folder, not a file",
        "ln -s /nowhere/m.jsonl \"$1\"                  | it is a link to /nowhere/m.jsonl, which",
        "ln -s \"$1\" \"$1\"                              | oo many"
      })
  void aPathThatIsNotAFileIsTheOnlyOneLeftOut(String line) throws Exception {
    String[] parts = line.split("\\|", 2);
    Path file = folder.attempt("bad", 2).metrics();
    assertThat(new ProcessBuilder("sh", "-c", parts[0], "sh", file.toString()).start().waitFor())
        .isZero();

    ReportedMetrics reported = FolderMetrics.of(run(), folder);

    assertThat(names(reported, "good")).containsExactly("printed", "printed", "loss");
    assertThat(names(reported, "bad")).containsExactly("printed", "printed");
    assertThat(reported.notices()).hasSize(1);
    assertThat(reported.notices().getFirst().job()).isEqualTo("bad");
    assertThat(reported.notices().getFirst().message())
        .startsWith("Its metrics file " + file + " was not read: ")
        .contains(parts[1].strip());
    assertThat(FolderMetrics.notices(run(), folder)).isEqualTo(reported.notices());
    assertThat(FolderMetrics.notices(run(), folder, "good")).isEmpty();
  }

  @Test
  void anOutputThatIsNoFileTakesOnlyItselfAway() throws Exception {
    Files.delete(folder.attempt("bad", 1).log());
    Files.createSymbolicLink(folder.attempt("bad", 1).log(), Path.of("/dev/zero"));

    ReportedMetrics reported = FolderMetrics.of(run(), folder);

    assertThat(names(reported, "bad")).containsExactly("printed");
    assertThat(reported.notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).startsWith("Its output "));
  }

  @Test
  void skippedLinesAreReported() throws IOException {
    Files.writeString(folder.attempt("bad", 2).metrics(), "{\"a\": 1}\n\noops\nagain\n");

    assertThat(FolderMetrics.of(run(), folder).notices())
        .containsExactly(
            new MetricNotice(
                "bad",
                "2 lines of its metrics file of attempt 2 gave no metric. The first is line 3: it"
                    + " is not a JSON object. Write JSON objects of numbers, such as {\"loss\":"
                    + " 0.3}."));
  }

  /// The beginning of a file that is mostly a hole, which would take long to read.
  @Test
  void aHugeFileIsReadToALimit() throws IOException {
    Path file = folder.attempt("bad", 1).metrics();
    Files.writeString(file, "{\"loss\": 1}\n");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 1L << 40);
    }

    ReportedMetrics reported = FolderMetrics.of(run(), folder);

    assertThat(names(reported, "bad")).contains("loss");
    assertThat(reported.notices())
        .extracting(MetricNotice::message)
        .anySatisfy(message -> assertThat(message).contains("to its first GiB"));
  }

  @Test
  void equalNoticesOfManyJobsAreOneLine() {
    List<MetricNotice> notices =
        IntStream.rangeClosed(1, 37).mapToObj(i -> new MetricNotice("t-" + i, "So.")).toList();
    assertThat(MetricNotice.lines(notices)).containsExactly("t-1, t-2, t-3 and 34 more: So.");
    List<MetricNotice> different =
        IntStream.rangeClosed(1, 37).mapToObj(i -> new MetricNotice("t", "So " + i)).toList();
    assertThat(MetricNotice.lines(different)).hasSize(11).endsWith("… and 27 more like these.");
  }

  private static List<String> names(ReportedMetrics reported, String job) {
    return Optional.ofNullable(reported.points().get(job)).orElse(List.of()).stream()
        .map(MetricPoint::name)
        .toList();
  }

  private static RunSnapshot run() {
    RunSnapshotBuilder run =
        RunSnapshotBuilder.of("r-1")
            .state(RunState.SUCCEEDED)
            .createdAt(NOON)
            .startedAt(NOON)
            .finishedAt(NOON);
    for (String name : List.of("good", "bad")) {
      JobSnapshotBuilder job = JobSnapshotBuilder.of(name, JobState.SUCCEEDED);
      for (int number = 1; number <= 2; number++) {
        job.attempt(
            AttemptBuilder.of(number, JobState.SUCCEEDED)
                .startedAt(NOON)
                .finishedAt(NOON)
                .exitCode(0));
      }
      run.job(job);
    }
    return run.build();
  }
}
