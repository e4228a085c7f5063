package io.jupyterflow.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.fixture.AttemptBuilder;
import io.jupyterflow.core.fixture.JobSnapshotBuilder;
import io.jupyterflow.core.fixture.RunSnapshotBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final List<Job> jobs = new ArrayList<>();
  private final List<JobSnapshot> states = new ArrayList<>();
  private final Map<String, List<String>> output = new HashMap<>();

  @TempDir Path folder;

  /// Runs the command for real, so that the words of this machine's programs are what is read.
  private Explanation afterRunning(Command command) throws Exception {
    List<String> argv =
        switch (command) {
          case Command.Exec exec -> exec.argv();
          case Command.Shell shell -> List.of("sh", "-c", shell.text());
          case Command.Notebook notebook -> throw new IllegalArgumentException();
        };
    Process process =
        new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    add("a", command, List.of(), JobState.FAILED, process.waitFor(), RetryCause.FAILED);
    output.put("a", text.lines().toList());
    return diagnosis().job("a");
  }

  @Test
  void aLongWaitIsShownWithTheJob() {
    waited("long", JobState.RUNNING, 125, null);
    waited("short", JobState.RUNNING, 3, null);
    waited("late", JobState.FAILED, 3_700, RetryCause.TIMEOUT);

    assertThat(diagnosis().job("long").cause())
        .isEqualTo("long is running; before it began, it waited 2 min 5 s");
    assertThat(diagnosis().job("short").cause()).isEqualTo("short is running");
    assertThat(diagnosis().job("late").cause())
        .isEqualTo(
            "late ran longer than its timeout of 1h and was ended; before it began, it waited"
                + " 1 h 1 min");
  }

  @Test
  void aJobThatNeverBeganGetsNoAdviceToRunItsCommand() {
    jobs.add(Job.of("refused", new Command.Shell("true"), List.of()));
    AttemptBuilder attempt =
        AttemptBuilder.of(1, JobState.FAILED)
            .queuedAt(NOON)
            .finishedAt(NOON)
            .cause(RetryCause.FAILED)
            .message("no room");
    states.add(
        JobSnapshotBuilder.of("refused", JobState.FAILED)
            .attempt(attempt)
            .message("no room")
            .build());

    assertThat(diagnosis().job("refused").cause()).isEqualTo("refused failed: no room");
    assertThat(diagnosis().job("refused").fix().toString())
        .contains("never began", "<run-doctor>")
        .doesNotContain("by hand");
  }

  @Test
  void aTracebackIsReadToTheLastFrameOfTheUsersOwnCode() throws Exception {
    Files.writeString(
        folder.resolve("train.py"),
        "import json\ndef load(text):\n    return json.loads(text)\n\nprint('x')\nload('{')\n");
    Explanation why = afterRunning(new Command.Exec(List.of("python3", "train.py")));
    assertThat(why.cause())
        .contains("failed at")
        .contains("train.py:3: json.decoder.JSONDecodeError");
    assertThat(why.evidence()).anyMatch(l -> l.contains("json.loads(text)"));
  }

  @Test
  void codeThatIsInNoFileIsTheUsersToo() throws Exception {
    Explanation why =
        afterRunning(new Command.Exec(List.of("python3", "-c", "import json\njson.loads('{')")));
    assertThat(why.cause()).contains("failed at <string>:2: json.decoder.JSONDecodeError");
  }

  @ParameterizedTest
  @CsvSource({
    "import sklearn.nothing_such_package.x, pip install scikit-learn",
    "import nothing_such_package.x, python3 -m pip install nothing_such_package",
    "open('data.csv'), Paths are seen from",
    "raise MemoryError(), --memory",
    "x = = 1, <rerun-failed @last>",
    "raise EOFError('EOF when reading a line'), Nobody is there to answer a job"
  })
  void pythonsUsualErrorsHaveTheirRemedy(String code, String remedy) throws Exception {
    Files.writeString(folder.resolve("train.py"), code + "\n");
    Explanation why = afterRunning(new Command.Exec(List.of("python3", "train.py")));
    assertThat(why.cause()).startsWith("a failed at").contains("train.py:1: ");
    assertThat(why.fix().toString()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "nosuchprogram --fast, there is no program nosuchprogram",
    "python3 nosuch.py, there is no script",
    "python3 -m nosuchmodule, No module named nosuchmodule",
    "touch f; ./f, permission denied",
    "if true; then, the shell does not understand",
    "kill -SEGV $$, crashed in native code",
    "exit 3, failed with exit code 3"
  })
  void messagesOfShellsAreUnderstood(String text, String cause) throws Exception {
    // The exit code of a shell that a signal ended is 128 + n for whoever waits for it.
    String sh = text.startsWith("kill") ? "sh -c '" + text + "'; exit $?" : text;
    assertThat(afterRunning(new Command.Shell(sh)).cause()).contains(cause);
  }

  @Test
  void aNotebookSaysWhichCellAndHowToInstallWhatIsMissing() {
    add(
        "report",
        new Command.Notebook("/venv/bin/python", "report.ipynb", List.of()),
        List.of(),
        JobState.FAILED,
        1,
        RetryCause.FAILED);
    output.put(
        "report",
        List.of("x", "notebook: cell 3 failed: ModuleNotFoundError: No module named 'cv2'"));
    Explanation why = diagnosis().job("report");
    assertThat(why.cause())
        .isEqualTo("report failed: cell 3 failed: ModuleNotFoundError: No module named 'cv2'");
    assertThat(why.fix().toString()).endsWith("/venv/bin/python -m pip install opencv-python");
  }

  @Test
  void lackOfMemoryTimeoutAndLossAreExplained() {
    add("a", JobState.FAILED, 137, RetryCause.OOM);
    add("b", JobState.FAILED, 143, RetryCause.TIMEOUT);
    add("c", JobState.LOST, null, RetryCause.LOST);
    add("d", JobState.FAILED, 137, RetryCause.FAILED);
    assertThat(diagnosis().job("a").cause()).contains("out of memory");
    assertThat(diagnosis().job("b").cause()).contains("longer than its timeout");
    assertThat(diagnosis().job("c").fix().toString()).contains("<rerun-failed train-7f3k2>");
    assertThat(diagnosis().job("d").cause()).contains("SIGKILL");
  }

  private static List<String> unreachable(String job) {
    throw new JupyterFlowException.Unreachable(
        "The output of " + job + "\nis\taway.", new IOException("refused"));
  }

  @Test
  void causesThatNeedNoOutputAreExplainedIfOutputIsUnreachable() {
    add("a", JobState.FAILED, 137, RetryCause.OOM);
    add("b", JobState.RUNNING, null, null);
    add("c", JobState.FAILED, 3, RetryCause.FAILED);
    add("d", JobState.SUCCEEDED, 0, null);

    for (String job : List.of("a", "b", "c")) {
      Explanation why =
          new Diagnosis(run(), folder.toString(), DiagnosisTest::unreachable).job(job);
      assertThat(why.cause().lines())
          .hasSize(2)
          .last()
          .isEqualTo("The output of " + job + " is away.");
      assertThat(why.fix().toString()).doesNotContain("printed nothing");
      assertThat(why.evidence()).isEmpty();
    }
    Diagnosis diagnosis = new Diagnosis(run(), folder.toString(), DiagnosisTest::unreachable);
    assertThat(diagnosis.job("c").cause()).startsWith("c failed with exit code 3\n");
    assertThat(diagnosis.job("d").cause()).isEqualTo("d succeeded");
  }

  @Test
  void outputsThatCanNotBeReachedAreAskedForAFewTimes() {
    for (int i = 1; i <= 37; i++) {
      add("train-" + i, JobState.FAILED, 3, RetryCause.FAILED);
    }
    List<String> asked = new ArrayList<>();
    Diagnosis diagnosis =
        new Diagnosis(
            run(),
            folder.toString(),
            job -> {
              asked.add(job);
              return job.equals("train-2") ? List.of("no data") : unreachable(job);
            });

    assertThat(diagnosis.run().cause().lines())
        .containsExactly(
            "train-1, train-2, train-3 and 34 more failed with exit code 3",
            "The output of train-1 is away.");
    assertThat(asked).as("a machine is away").hasSize(2 + 10).startsWith("train-1", "train-2");

    asked.clear();
    new Diagnosis(
            run(),
            folder.toString(),
            job -> {
              asked.add(job);
              return unreachable(job);
            })
        .run();
    assertThat(asked).as("the cluster is").containsExactly("train-1", "train-2", "train-3");
  }

  @Test
  void aSkippedJobIsTracedToWhatFailedByItself() {
    add("prep", JobState.FAILED, 3, RetryCause.FAILED);
    add("train", new Command.Shell("true"), List.of("prep"), JobState.SKIPPED, null, null);
    add("report", new Command.Shell("true"), List.of("train"), JobState.SKIPPED, null, null);
    assertThat(diagnosis().job("report").cause())
        .contains("skipped")
        .contains("prep failed with exit code 3");
  }

  @Test
  void variantsThatFailInTheSameWayAreOneEntry() {
    for (int i = 1; i <= 37; i++) {
      add("train-" + i, JobState.FAILED, 1, RetryCause.FAILED);
      output.put(
          "train-" + i, List.of("  File \"train.py\", line 2, in <module>", "KeyError: 'x'"));
    }
    add("other", JobState.FAILED, 9, RetryCause.FAILED);
    assertThat(diagnosis().run().cause().lines())
        .containsExactly(
            "train-1, train-2, train-3 and 34 more failed at train.py:2: KeyError: 'x'",
            "other failed with exit code 9");
  }

  @Test
  void anUnfinishedJobSaysWhatItWaitsFor() {
    add("prep", JobState.RUNNING, null, null);
    add("train", new Command.Shell("true"), List.of("prep"), JobState.WAITING, null, null);
    add("next", JobState.QUEUED, null, null);
    assertThat(diagnosis().job("train").cause()).isEqualTo("train waits for prep (running)");
    assertThat(diagnosis().job("next").cause()).contains("1 jobs run");
    assertThat(diagnosis().run().evidence()).hasSize(3);
  }

  @Test
  void jobsThatCanNotBeginAreOneEntryWithItsRemedy() {
    add("train-1", JobState.QUEUED, null, null);
    add("train-2", JobState.QUEUED, null, null);
    Explanation why =
        diagnosis(job -> Optional.of(Cause.of("can't begin: no room", "Ask for less."))).run();
    assertThat(why.cause()).isEqualTo("train-1, train-2 can't begin: no room");
    assertThat(why.fix().toString()).isEqualTo("Ask for less.");
  }

  @Test
  void aMistypedJobIsNotFoundAndTheNearestNamed() {
    add("train-1", JobState.SUCCEEDED, 0, null);
    assertThatThrownBy(() -> diagnosis().job("trian-1"))
        .isInstanceOf(JupyterFlowException.NotFound.class)
        .asString()
        .contains("did you mean train-1?");
    assertThat(diagnosis().job("train-1").cause()).isEqualTo("train-1 succeeded");
  }

  private void add(
      String name, JobState state, @Nullable Integer exitCode, @Nullable RetryCause cause) {
    add(name, new Command.Shell("true"), List.of(), state, exitCode, cause);
  }

  private void add(
      String name,
      Command command,
      List<String> needs,
      JobState state,
      @Nullable Integer exitCode,
      @Nullable RetryCause cause) {
    jobs.add(Job.of(name, command, needs));
    JobSnapshotBuilder job = JobSnapshotBuilder.of(name, state);
    if (state != JobState.SKIPPED && state != JobState.WAITING && state != JobState.QUEUED) {
      job.attempt(
          AttemptBuilder.of(1, state)
              .startedAt(NOON)
              .finishedAt(NOON)
              .exitCode(exitCode)
              .cause(cause));
    }
    states.add(job.build());
  }

  /// @param queued before noon, when it began; it was over or is asked for at noon
  private void waited(String name, JobState state, int queued, @Nullable RetryCause cause) {
    jobs.add(Job.of(name, new Command.Shell("true"), List.of()).withTimeout(Duration.ofHours(1)));
    AttemptBuilder attempt =
        AttemptBuilder.of(1, state)
            .queuedAt(NOON.minusSeconds(queued))
            .startedAt(NOON)
            .finishedAt(state.isTerminal() ? NOON : null)
            .cause(cause);
    states.add(JobSnapshotBuilder.of(name, state).attempt(attempt).build());
  }

  private Diagnosis diagnosis() {
    return diagnosis(job -> Optional.empty());
  }

  private Diagnosis diagnosis(Function<String, Optional<Cause>> known) {
    return new Diagnosis(
        run(),
        folder.toString(),
        new OutputEvidence(job -> output.getOrDefault(job, List.of())),
        known);
  }

  private RunSnapshot run() {
    RunSnapshotBuilder run = RunSnapshotBuilder.of("train-7f3k2").createdAt(NOON).startedAt(NOON);
    for (int i = 0; i < jobs.size(); i++) {
      run.job(jobs.get(i), states.get(i));
    }
    return run.build();
  }
}
