package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is told of a job that ended badly.
final class DiagnosedEnd {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private DiagnosedEnd() {}

  /// Of a job that is run for real, as the launcher does it, so that the words of this machine's
  /// programs are what is read.
  static Explanation of(Path folder, Command command) throws Exception {
    List<String> argv =
        switch (command) {
          case Command.Exec exec -> exec.argv();
          case Command.Shell shell -> List.of("/bin/sh", "-c", shell.text());
          case Command.Notebook notebook -> throw new IllegalArgumentException();
        };
    Path log = Files.createTempFile("ending", ".log");
    try {
      List<String> launcher =
          new ArrayList<>(List.of("sh", "-c", "trap : TERM\n\"$@\"\nexit $?", "jupyterflow"));
      launcher.addAll(argv);
      Process process =
          new ProcessBuilder(launcher)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      int code = process.waitFor();
      // the launcher's shell says `Killed` where it is bash
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return of(folder, command, code, lines);
    } finally {
      Files.delete(log);
    }
  }

  /// Of a shell's text that is run for real.
  static Explanation ofShell(Path folder, String text) throws Exception {
    return of(folder, new Command.Shell(text));
  }

  /// Of a program that is run for real.
  static Explanation ofProgram(Path folder, String... argv) throws Exception {
    return of(folder, new Command.Exec(List.of(argv)));
  }

  /// Of a job whose end was recorded elsewhere.
  static Explanation of(Path folder, Command command, int exitCode, List<String> lines) {
    AttemptBuilder attempt =
        AttemptBuilder.of(1, JobState.FAILED)
            .startedAt(NOON)
            .finishedAt(NOON)
            .exitCode(exitCode)
            .cause(RetryCause.FAILED);
    RunSnapshot run =
        RunSnapshotBuilder.of("a-7f3k2")
            .state(RunState.FAILED)
            .createdAt(NOON)
            .startedAt(NOON)
            .job(
                Job.of("a", command, List.of()),
                JobSnapshotBuilder.of("a", JobState.FAILED).attempt(attempt).build())
            .build();
    return new Diagnosis(run, folder.toString(), job -> lines).job("a");
  }
}
