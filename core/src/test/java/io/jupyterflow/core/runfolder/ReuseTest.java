package io.jupyterflow.core.runfolder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a job may leave in its folder, besides files.
final class ReuseTest {

  @TempDir Path runs;

  @Test
  void filesOfAJobAreCopiedUnchanged() throws Exception {
    RunFolder parent = new RunFolder(runs.resolve("p-1"));
    RunFolder child = new RunFolder(runs.resolve("p-2"));
    Path left = Files.createDirectories(parent.attempt("a", 1).path());
    Path own = Files.createDirectory(runs.resolve("own"));
    Files.writeString(own.resolve("file"), "mine");
    String text =
        "ln -s . loop; ln -s ../gone dangling; ln -s "
            + own
            + " outside; echo 1 >file; ln file hard; mkfifo fifo; mkdir -p d; ln -s .. d/up;"
            + " echo 2 >d/in";
    assertThat(new ProcessBuilder("sh", "-c", text).directory(left.toFile()).start().waitFor())
        .isZero();

    Reuse.takeOver(run(), parent, child, Set.of("a"));

    Path taken = child.attempt("a", 1).path();
    assertThat(Files.readSymbolicLink(taken.resolve("loop"))).hasToString(".");
    assertThat(Files.readSymbolicLink(taken.resolve("dangling"))).hasToString("../gone");
    assertThat(Files.readSymbolicLink(taken.resolve("outside"))).isEqualTo(own);
    assertThat(Files.readSymbolicLink(taken.resolve("d/up"))).hasToString("..");
    assertThat(taken.resolve("file")).hasContent("1");
    assertThat(Files.isSameFile(taken.resolve("file"), taken.resolve("hard"))).isTrue();
    assertThat(taken.resolve("d/in")).hasContent("2");
    assertThat(Files.readAttributes(taken.resolve("fifo"), "isOther", LinkOption.NOFOLLOW_LINKS))
        .containsEntry("isOther", true);
    try (Stream<Path> all = Files.walk(taken)) {
      assertThat(all).hasSize(10);
    }
    Removal.all(taken);
    assertThat(taken).doesNotExist();
    assertThat(own.resolve("file")).hasContent("mine");
  }

  private static RunSnapshot run() throws IOException {
    AttemptBuilder attempt = AttemptBuilder.of(1, JobState.SUCCEEDED).exitCode(0);
    return RunSnapshotBuilder.of("p-1")
        .state(RunState.SUCCEEDED)
        .job(JobSnapshotBuilder.of("a", JobState.SUCCEEDED).attempt(attempt))
        .build();
  }
}
