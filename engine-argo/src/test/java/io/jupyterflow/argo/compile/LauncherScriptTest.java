package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.runfolder.AttemptFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher under this machine's `sh`, as the kubelet would start it.
class LauncherScriptTest {

  /// As a pod's own, which goes with it: of a launcher that is killed, something stays there.
  @TempDir static Path temporary;

  @TempDir Path home;

  private record Ended(int code, String output) {}

  private Process start(String last, String job, String... argv) throws IOException {
    return startIn(home.toString(), last, job, argv);
  }

  private static Process startIn(String folder, String last, String job, String... argv)
      throws IOException {
    return prepared(folder, last, job, argv).start();
  }

  private static ProcessBuilder prepared(String folder, String last, String job, String... argv) {
    // a session of its own, as the executor gives it a process group of its own
    List<String> words = new ArrayList<>(List.of("setsid"));
    new LauncherScript(folder).command(last).forEach(word -> words.add(word.replace("$$", "$")));
    words.add(job);
    words.addAll(List.of(argv));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().put("JUPYTERFLOW_ATTEMPT", "1");
    builder.environment().put("HOSTNAME", "pod-1");
    builder.environment().remove("JUPYTERFLOW_JOB");
    return builder;
  }

  private static Ended end(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private Path attempt(String job) {
    return home.resolve("jobs").resolve(job).resolve("1");
  }

  @Test
  void theStatusIsKeptOnAFullVolume() throws Exception {
    Path volume = Files.createDirectory(home.resolve("volume"));
    boolean mounted =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", volume.toString())
                .redirectErrorStream(true)
                .start()
                .waitFor()
            == 0;
    assumeTrue(mounted, "mounting a small tmpfs is not permitted here");
    try {
      String fill = "dd if=/dev/zero of=$0/filler 2>/dev/null; exit 3";
      Ended ended = end(startIn(volume.toString(), "", "a", "sh", "-c", fill, volume + ""));

      assertThat(ended).isEqualTo(new Ended(3, ""));
      assertThat(new AttemptFolder(volume.resolve("jobs/a/1")).exitCode()).contains(3);
    } finally {
      new ProcessBuilder("umount", "-l", volume.toString()).start().waitFor();
    }
  }

  /// What the run's folder lies in is made for the user alone, where nobody made it.
  @Test
  void theFolderIsTheUsersAlone() throws Exception {
    Path base = home.resolve(".jupyterflow");
    Path runs = base.resolve("runs");
    Path run = runs.resolve("a-1");

    end(startIn(run.toString(), "", "a", "true"));

    for (Path folder : List.of(run, runs, base)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void keepsOutputAndStatusAndPassesBothOn() throws Exception {
    Ended ended =
        end(start("", "작업", "sh", "-c", "echo out; echo err >&2; echo $JUPYTERFLOW_JOB; exit 3"));

    assertThat(ended).isEqualTo(new Ended(3, "out\nerr\n작업\n"));
    assertThat(attempt("작업").resolve("log")).hasContent("out\nerr\n작업\n");
    assertThat(attempt("작업").resolve("exit")).hasContent("3\n");
    assertThat(attempt("작업").resolve("started")).hasContent("pod-1\n");
  }

  @Test
  void wordsAndNamesOfBuiltinsAreAsTheyWere() throws Exception {
    assertThat(end(start("", "a", "printf", "<%s>", "a b", "", "$HOME", "*")).output())
        .isEqualTo("<a b><><$HOME><*>");
    assertThat(end(start("", "b", "no-such-program")).code()).isEqualTo(127);
  }

  @Test
  void aSignalReachesTheJobAndItsEndIsKept() throws Exception {
    Process process =
        start("", "a", "sh", "-c", "trap 'echo bye; exit 7' TERM; echo up; while :; do :; done");
    Path log = attempt("a").resolve("log");
    Until.holds("the job's first line", () -> Files.exists(log) && Files.size(log) > 0);
    // to the whole group, as the executor does
    new ProcessBuilder("sh", "-c", "kill -TERM -" + process.pid()).start().waitFor();

    assertThat(end(process)).isEqualTo(new Ended(7, "up\nbye\n"));
    assertThat(attempt("a").resolve("log")).hasContent("up\nbye\n");
    assertThat(attempt("a").resolve("exit")).hasContent("7\n");
  }

  @Test
  void aJobThatIsSignaledBeforeItBeginsIsNotStarted() throws Exception {
    Path programs = Files.createDirectory(home.resolve("bin"));
    Path fifo =
        Files.writeString(
            programs.resolve("mkfifo"),
            "#!/bin/sh\nkill -TERM $PPID\nexec /usr/bin/mkfifo \"$@\"\n");
    assertThat(fifo.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder = prepared(home.toString(), "", "a", "echo", "begun");
    builder.environment().merge("PATH", programs.toString(), (path, ours) -> ours + ":" + path);

    assertThat(end(builder.start())).isEqualTo(new Ended(143, ""));
    assertThat(attempt("a").resolve("exit")).hasContent("143\n");
  }

  @Test
  void anAttemptWhosePodWasRemovedSaysThatItBeginsAgain() throws Exception {
    end(start("", "a", "sh", "-c", "echo first; exit 3"));
    Process again = start("", "a", "sh", "-c", "cat $0; ls", attempt("a").resolve("exit") + "");

    Ended ended = end(again);
    assertThat(ended.code()).isZero();
    assertThat(ended.output())
        .startsWith("jupyterflow: the pod of this attempt was removed, it begins again\n")
        .contains("No such file");
    assertThat(attempt("a").resolve("log")).hasContent("first\n" + ended.output());
    assertThat(attempt("a").resolve("exit")).hasContent("0\n");
  }

  @Test
  void processesThatAJobLeavesBehindDoNotDelayItsEnd() throws Exception {
    Process process = start("", "a", "sh", "-c", "sleep 100 & echo left $!");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    String log = Files.readString(attempt("a").resolve("log"));
    assertThat(process.exitValue()).isZero();
    assertThat(log).startsWith("left ");
    ProcessHandle.of(Long.parseLong(log.strip().substring(5))).ifPresent(ProcessHandle::destroy);
  }

  @Test
  void theFirstFailureEndsTheOthers() throws Exception {
    Process other = start("1 1 1", "other", "sh", "-c", "echo up; exec sleep 100");
    Until.holds("the other's log", () -> Files.exists(attempt("other").resolve("log")));
    assertThat(end(start("1 1 1", "bad", "false")).code()).isEqualTo(1);

    assertThat(end(other).code()).isEqualTo(143);
    assertThat(attempt("other").resolve("exit")).hasContent("143\n");
    assertThat(home.resolve(LauncherScript.FAIL_FAST)).exists();
  }

  @Test
  void aJobThatStartsAfterTheFirstFailureIsEndedToo() throws Exception {
    end(start("1 1 1", "bad", "false"));

    assertThat(end(start("1 1 1", "late", "sleep", "100")).code()).isEqualTo(143);
  }

  @Test
  void anEarlierAttemptThatFailsEndsNothing() throws Exception {
    end(start("2 2 2", "a", "false"));

    assertThat(home.resolve(LauncherScript.FAIL_FAST)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    // on: [oom], twice: by itself it fails once and for all, and so it does with a signal
    "1 3 1, exit 1,       true",
    "1 3 1, kill -9 $$,   false",
    "1 3 1, kill -TERM 0; sleep 60,  true",
    // on: [timeout]
    "1 1 3, kill -9 $$,   true",
    "1 1 3, kill -TERM 0; sleep 60,  false",
    // it may also end with a status of its own when it is told to
    "1 1 3, trap \"exit 1\" TERM; kill -TERM 0; sleep 60,  false",
    // on: [failed]
    "3 3 1, exit 1,       false",
    "3 3 1, exit 0,       false",
  })
  void aFailureThatIsNotTriedAgainEndsTheOthersAtOnce(String last, String script, boolean ends)
      throws Exception {
    end(start(last, "a", "sh", "-c", script));

    assertThat(Files.exists(home.resolve(LauncherScript.FAIL_FAST))).isEqualTo(ends);
  }

  @Test
  void runsWithoutARecordWhereNoneCanBeMade() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "");
    Ended ended =
        end(startIn(file.toString(), "", "a", "sh", "-c", "echo $JUPYTERFLOW_METRICS; exit 4"));

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.output()).contains("no record of this attempt", "/dev/null\n");
    assertThat(end(startWithout("sh", "-c", "echo $JUPYTERFLOW_JOB; kill -9 $$")))
        .isEqualTo(new Ended(137, "a\n"));
  }

  private static Process startWithout(String... argv) throws IOException {
    List<String> words = new ArrayList<>();
    new LauncherScript(null).command("").forEach(word -> words.add(word.replace("$$", "$")));
    words.add("a");
    words.addAll(List.of(argv));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().remove("JUPYTERFLOW_JOB");
    return builder.start();
  }

  /// A folder for temporary files that only the notebook's container has, or that is a file.
  @ParameterizedTest
  @ValueSource(strings = {"/no/such/folder", "/etc/hostname", ""})
  void outputIsKeptWhateverTheFolderForTemporaryFilesIs(String folder) throws Exception {
    ProcessBuilder builder =
        prepared(home.toString(), "", "a", "sh", "-c", "echo out; echo {} >$JUPYTERFLOW_METRICS");
    builder.environment().put("TMPDIR", folder);

    assertThat(end(builder.start())).isEqualTo(new Ended(0, "out\n"));
    assertThat(attempt("a").resolve("log")).hasContent("out\n");
    assertThat(attempt("a").resolve("metrics.jsonl")).hasContent("{}\n");
    assertThat(attempt("a").resolve("exit")).hasContent("0\n");
    try (Stream<Path> left = Files.list(attempt("a"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("log", "metrics.jsonl", "started", "exit");
    }
  }

  /// Without `tee` or a place for a pipe, no empty file hides what the pod's log has.
  @ParameterizedTest
  @ValueSource(strings = {"tee", "mkfifo"})
  void outputOnlyInThePodsLogIsNotStoredAsEmpty(String missing) throws Exception {
    Path programs = Files.createDirectory(home.resolve("bin"));
    for (String program : List.of("sh", "mkdir", "rm", "mv", "sleep", "tee", "mkfifo")) {
      if (!program.equals(missing)) {
        Path found =
            Files.writeString(
                programs.resolve(program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
        assertThat(found.toFile().setExecutable(true)).isTrue();
      }
    }
    String script = "echo out; echo {} >$JUPYTERFLOW_METRICS; exit 3";
    ProcessBuilder builder = prepared(home.toString(), "", "a", "sh", "-c", script);
    builder.command().set(0, "/usr/bin/setsid");
    builder.environment().put("PATH", programs.toString());

    Ended ended = end(builder.start());

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output())
        .startsWith("jupyterflow: the output of this attempt is in its pod's log alone")
        .endsWith("\nout\n");
    AttemptFolder kept = new AttemptFolder(attempt("a"));
    assertThat(kept.log()).doesNotExist();
    assertThat(kept.part()).isEmptyFile();
    assertThat(kept.metrics()).hasContent("{}\n");
    assertThat(kept.exitCode()).contains(3);
  }

  /// As pods that share the network of their host do, with a volume for temporary files.
  @Test
  void jobsThatShareAHostsNameAndAFolderKeepTheirOutputsApart() throws Exception {
    List<Process> jobs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String text = "echo " + i + "; echo " + i + " >&2";
      jobs.add(start("", "job" + i, "sh", "-c", text));
    }
    for (int i = 0; i < 8; i++) {
      String lines = i + "\n" + i + "\n";
      assertThat(end(jobs.get(i))).isEqualTo(new Ended(0, lines));
      assertThat(attempt("job" + i).resolve("log")).hasContent(lines);
    }
  }

  /// What was written before is kept, by a name that says that it is not all.
  @Test
  void anOutputThatTheVolumeHasNoRoomForIsKeptAsItsBeginning() throws Exception {
    Path programs = Files.createDirectory(home.resolve("bin"));
    Path tee =
        Files.writeString(
            programs.resolve("tee"),
            """
            #!/bin/sh
            read line; echo $line; echo $line >>$2; cat
            echo 'tee: no space left' >&2; exit 1
            """);
    assertThat(tee.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder =
        prepared(home.toString(), "", "a", "sh", "-c", "echo 1; echo 2; exit 4");
    builder.environment().merge("PATH", programs.toString(), (path, ours) -> ours + ":" + path);

    assertThat(end(builder.start())).isEqualTo(new Ended(4, "1\n2\ntee: no space left\n"));
    AttemptFolder kept = new AttemptFolder(attempt("a"));
    assertThat(kept.log()).doesNotExist();
    assertThat(kept.part()).hasContent("1\n");
    assertThat(kept.exitCode()).contains(4);
  }

  @Test
  void aNotebookRunsByTheScriptThatComesWithIt() throws Exception {
    Path fake = home.resolve("python");
    Files.writeString(
        fake,
        """
        #!/bin/sh
        if [ "$1" = -c ]; then exec python3 "$@"; fi
        head -c 30 "$1"; echo; shift; echo "$@"; env | grep -c NOTEBOOK_
        """);
    assertThat(fake.toFile().setExecutable(true)).isTrue();
    List<String> words =
        List.of(
            "sh",
            "-c",
            "eval \"$" + JobTemplates.NOTEBOOK_JOB + "\"",
            "report.ipynb",
            fake.toString(),
            "dir/report.ipynb",
            "x=1");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put(JobTemplates.NOTEBOOK_JOB, LauncherScript.notebook());
    builder.environment().put("JUPYTERFLOW_NOTEBOOK_RUNNER", LauncherScript.runner());
    builder.environment().put("JUPYTERFLOW_METRICS", home.resolve("metrics.jsonl").toString());

    Ended ended = end(builder.start());

    assertThat(ended.output())
        .isEqualTo(
            "\"\"\"Runs a notebook as a job: n\n"
                + home
                + "/report.ipynb dir/report.ipynb x=1\n0\n");
  }
}
