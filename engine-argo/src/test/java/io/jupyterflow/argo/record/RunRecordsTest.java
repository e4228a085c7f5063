package io.jupyterflow.argo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.AtomicFile;
import io.jupyterflow.core.runfolder.AttemptFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordsTest {

  private static final Instant CREATED = Instant.parse("2026-11-24T04:31:18Z");

  @TempDir Path home;

  private static Job job(String name, String... needs) {
    return Job.of(name, new Command.Shell("true"), List.of(needs));
  }

  private static final Plan PLAN =
      new Plan("p", List.of(job("a"), job("b", "a"), job("c", "b"), job("d")));

  private static final Origin ORIGIN =
      new Origin("hub", "uid-1", CREATED, "p-parent", Set.of("d"), "/home/a");

  private RunRecord record() throws IOException {
    return new RunRecords(home).create("p-22222", ORIGIN, PLAN);
  }

  private void left(String job, int number, String exit) throws IOException {
    AttemptFolder attempt = new RunRecords(home).folder("p-22222").attempt(job, number);
    Files.createDirectories(attempt.path());
    Files.writeString(attempt.started(), "pod\n");
    if (!exit.isEmpty()) {
      Files.writeString(attempt.exit(), exit + "\n");
    }
  }

  @Test
  void recordsThatOthersCanChangeAreIgnored() throws IOException {
    RunRecord record = record();
    Path runs = home.resolve(".jupyterflow/runs");
    Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwxrwxr-x"));

    RunRecords records = new RunRecords(home);
    assertThat(records.find("p-22222")).isEmpty();
    assertThat(records.all()).isEmpty();
    assertThatThrownBy(records::check)
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .endsWith("chmod 700 " + runs);
    assertThatThrownBy(() -> records.create("p-33333", ORIGIN, PLAN))
        .isInstanceOf(JupyterFlowException.Refused.class);

    Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwx------"));
    assertThat(records.find("p-22222")).isPresent();
    Files.setPosixFilePermissions(
        record.folder().path(), PosixFilePermissions.fromString("rwx---rwx"));
    assertThat(records.find("p-22222")).isEmpty();
  }

  @Test
  void isFoundAgainAsItWas() throws IOException {
    record();

    RunRecord found = new RunRecords(home).find("p-22222").orElseThrow();

    assertThat(found.origin()).isEqualTo(ORIGIN);
    assertThat(found.plan()).isEqualTo(PLAN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found.folder().path())))
        .isEqualTo("rwx------");
  }

  @Test
  void concludesFromFilesWhatNobodySaw() throws IOException {
    RunRecord record = record();
    left("a", 1, "1");
    left("a", 2, "0");
    left("b", 1, "");

    RunSnapshot run = record.snapshot("argo");

    assertThat(run.jobs())
        .extracting(JobSnapshot::state)
        .containsExactly(JobState.SUCCEEDED, JobState.LOST, JobState.SKIPPED, JobState.REUSED);
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.parent()).isEqualTo("p-parent");
    assertThat(run.job("a").orElseThrow().attempts())
        .extracting(Attempt::cause)
        .containsExactly(RetryCause.FAILED, null);
  }

  @Test
  void keepsTheEndThatWasSeen() throws IOException {
    RunRecord record = record();
    AttemptBuilder attempt =
        AttemptBuilder.of(1, JobState.FAILED)
            .startedAt(CREATED)
            .finishedAt(CREATED)
            .exitCode(137)
            .cause(RetryCause.OOM)
            .message("ran out of memory");
    RunSnapshot end =
        RunSnapshotBuilder.of("p-22222")
            .engine("argo")
            .state(RunState.FAILED)
            .plan(PLAN)
            .job(
                JobSnapshotBuilder.of("a", JobState.FAILED)
                    .attempt(attempt)
                    .message("ran out of memory"))
            .job(JobSnapshotBuilder.of("b", JobState.SKIPPED).message("needs a, which failed"))
            .job(JobSnapshotBuilder.of("c", JobState.SKIPPED))
            .job(JobSnapshotBuilder.of("d", JobState.REUSED))
            .createdAt(CREATED)
            .startedAt(CREATED)
            .finishedAt(CREATED)
            .parent("p-parent")
            .revision(4711)
            .build();
    record.keep(end);

    assertThat(record.snapshot("argo")).isEqualTo(end);
    assertThat(record.summary("argo")).isEqualTo(end.summary());
  }

  @Test
  void aFileThatCanNotBeWrittenLeavesNothingOfItself() throws IOException {
    Path taken = Files.createDirectories(home.resolve("final.json/taken"));

    assertThatThrownBy(() -> AtomicFile.write(home.resolve("final.json"), "{}"))
        .isInstanceOf(IOException.class);

    assertThat(home).isDirectoryNotContaining("glob:**/.final.json*");
    assertThat(taken).exists();
  }

  @Test
  void aFullDiskKeepsNothingOfAFileThatDidNotFit() throws IOException, InterruptedException {
    Path disk = Files.createDirectory(home.resolve("disk"));
    boolean mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "" + disk);
    assumeTrue(mounted, "mounting a small tmpfs is not permitted here");
    try {
      assertThatThrownBy(() -> AtomicFile.write(disk.resolve("final.json"), "x".repeat(1 << 17)))
          .isInstanceOf(IOException.class);

      assertThat(disk).isEmptyDirectory();
    } finally {
      assertThat(succeeds("umount", "" + disk)).isTrue();
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Test
  void foldersOfTheLocalEngineAreNoRecords() throws IOException {
    Path local = home.resolve(".jupyterflow/runs/local-22222");
    Files.createDirectories(local);
    Files.writeString(local.resolve("options.json"), "{}");
    Files.writeString(local.resolve("plan.json"), "{}");

    assertThat(new RunRecords(home).all()).isEmpty();
    assertThat(new RunRecords(home).find("local-22222")).isEmpty();
  }

  @Test
  void deletesAllOfIt() throws IOException {
    RunRecord record = record();
    left("a", 1, "0");

    new RunRecords(home).delete(record);

    assertThat(home.resolve(".jupyterflow/runs")).isEmptyDirectory();
  }
}
