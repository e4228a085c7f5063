package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `why` tells of jobs that really ran, or could not.
final class LocalCausesTest {

  @TempDir Path home;
  @TempDir Path work;

  private Explanation why(LocalEngine engine, Job... jobs) {
    Job last = jobs[jobs.length - 1];
    String id =
        engine
            .prepare(new Plan("p", List.of(jobs)), engine.capture(), SubmitOptions.DEFAULT)
            .submit()
            .id();
    Finish.of(engine, id, Duration.ofSeconds(60));
    return engine.explain(id, last.name());
  }

  private static Job longJob() {
    return Job.of("long", new Command.Exec(List.of("true", "x".repeat(200_000))), List.of());
  }

  @Test
  void aCommandThatIsTooLongIsToldWithItsRemedy() {
    Explanation why = why(UsersEngine.of(home, work), longJob());

    assertThat(why.cause())
        .startsWith("long could not start: its command or its variables are longer than");
    assertThat(why.fix().toString()).contains("into a file").doesNotContain("chmod");
  }

  @Test
  void tooLongCommandsAreRefusedBeforeTheRun() {
    LocalEngine engine = UsersEngine.of(home, work);
    String most = "x".repeat(128 * 1024 - 1);
    List<Job> jobs =
        List.of(
            longJob(),
            Job.of("text", new Command.Shell("echo " + most), List.of()),
            Job.of("wide", new Command.Exec(List.of("true", "학".repeat(50_000))), List.of()),
            Job.of("fits", new Command.Exec(List.of("true", most)), List.of()),
            Job.of(
                "file",
                new Command.Notebook("python3", "n.ipynb", List.of(most + "x")),
                List.of()));

    assertThat(
            engine.prepare(new Plan("p", jobs), engine.capture(), SubmitOptions.DEFAULT).problems())
        .extracting(Problem::code, Problem::message)
        .containsExactly(
            tuple(
                "command-too-long",
                "A word of long has 195 KiB, and the system takes less than 128 KiB for one."),
            tuple(
                "command-too-long",
                "The shell text of text has 128 KiB, and the system takes less than 128 KiB for"
                    + " one."),
            tuple(
                "command-too-long",
                "A word of wide has 146 KiB, and the system takes less than 128 KiB for one."),
            tuple(
                "command-too-long",
                "A word of file has 128 KiB, and the system takes less than 128 KiB for one."));
  }

  @Test
  void theLongestWordThatFitsRuns() {
    Explanation why =
        why(
            UsersEngine.of(home, work),
            Job.of(
                "fits", new Command.Exec(List.of("true", "x".repeat(128 * 1024 - 1))), List.of()));

    assertThat(why.cause()).isEqualTo("fits succeeded");
  }

  @Test
  void aWorkingDirectoryThatIsGoneIsToldWithItsRemedy() throws Exception {
    Path gone = Files.createDirectory(work.resolve("gone"));

    Explanation why =
        why(
            UsersEngine.of(home, gone),
            Job.of("remover", new Command.Shell("rmdir " + gone), List.of()),
            Job.of("after", new Command.Shell("true"), List.of("remover")));

    assertThat(why.cause())
        .isEqualTo("after could not start: its working directory " + gone + " is gone");
    assertThat(why.fix().toString()).startsWith("Make it again, then: <rerun-failed p-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "./crlf.sh | ./crlf.sh has the line ends of Windows",
        "./gone.py | ./gone.py begins with #!/gone/python, and there is no program /gone/python",
        "./env.py | ./env.py begins with #!/usr/bin/env gonepython, and there is no program",
        "nice show.py | show.py is a script, and nice starts programs",
        "python3 logged.py kill | was killed (SIGKILL)",
        "python3 logged.py exit | exit code 1; its last line: no checkpoint",
        "python3 own.py | FileNotFoundError",
      })
  void outputOfLocalJobsIsRead(String command, String cause) throws Exception {
    for (Map.Entry<String, String> script :
        Map.of(
                "crlf.sh", "#!/bin/bash\r\necho hi\r\n",
                "gone.py", "#!/gone/python\n",
                "env.py", "#!/usr/bin/env gonepython\n",
                "show.py", "print(1)\n",
                "own.py", "open('nosuch')\n",
                "logged.py",
                    """
                    import logging, os, sys
                    try:
                        open("nosuch")
                    except OSError:
                        logging.exception("could not load")
                    if sys.argv[1] == "kill":
                        os.kill(os.getpid(), 9)
                    sys.exit("no checkpoint")
                    """)
            .entrySet()) {
      Path file = Files.writeString(work.resolve(script.getKey()), script.getValue());
      assertThat(file.toFile().setExecutable(script.getValue().startsWith("#!"))).isTrue();
    }

    Explanation why =
        why(
            UsersEngine.of(home, work),
            Job.of("a", new Command.Exec(List.of(command.split(" ", -1))), List.of()));

    assertThat(why.cause()).contains(cause);
    assertThat(why.fix().toString()).doesNotContain("nstall it");
  }
}
