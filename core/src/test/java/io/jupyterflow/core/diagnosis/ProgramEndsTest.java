package io.jupyterflow.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.plan.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs and scripts that could not be started, as the shells of this machine tell it.
class ProgramEndsTest {

  @TempDir Path folder;

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"#!/bin/sh", "#!/usr/bin/env sh", "#!/bin/sh -e"})
  void lineEndsOfWindowsAreNamed(String first) throws Exception {
    script("x.sh", first + "\r\necho hi\r\n");
    Explanation alone = DiagnosedEnd.ofProgram(folder, "./x.sh");
    assertThat(alone.cause()).contains("line ends of Windows").contains("sh");
    assertThat(alone.fix().toString()).isEqualTo("Convert them: sed -i 's/\\r$//' ./x.sh");
  }

  @ParameterizedTest
  @CsvSource({"./x.sh, ./x.sh has", "bash -c ./x.sh, ./x.sh has", "bash y.sh, y.sh has"})
  void lineEndsOfWindowsAreNamedInShellText(String text, String cause) throws Exception {
    script("x.sh", "#!/bin/bash\r\necho hi\r\n");
    script("y.sh", "for i in 1\r\ndo echo $i\r\ndone\r\n");
    Explanation why = DiagnosedEnd.ofShell(folder, text);
    assertThat(why.cause()).contains(cause).contains("line ends of Windows");
    assertThat(why.fix().toString())
        .contains("sed -i 's/\\r$//'")
        .doesNotContain("chmod")
        .doesNotContain("nstall");
  }

  @ParameterizedTest
  @CsvSource({
    "#!/gone/python, /gone/python",
    "#!/usr/bin/env gonepython, gonepython",
    "#!/usr/bin/env -S gonepython -u, gonepython",
  })
  void anInterpreterThatIsGoneIsNamed(String first, String program) throws Exception {
    script("x.py", first + "\nprint(1)\n");
    Explanation why = DiagnosedEnd.ofProgram(folder, "./x.py");
    assertThat(why.cause())
        .isEqualTo(
            "a failed: ./x.py begins with " + first + ", and there is no program " + program);
    assertThat(why.fix().toString()).isEqualTo("Write python3 ./x.py, or correct its first line");
    assertThat(DiagnosedEnd.ofShell(folder, "cd . && ./x.py").cause())
        .contains("there is no program");
  }

  @Test
  void theMovedEnvironmentOfAToolIsNamed() throws Exception {
    script("tool", "#!/old/venv/bin/python\n");
    Explanation why = DiagnosedEnd.ofProgram(folder, folder.resolve("tool").toString());
    assertThat(why.cause()).contains("begins with #!/old/venv/bin/python");
    assertThat(why.fix().toString()).contains("was moved or removed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nice -n 5",
        "env",
        "env -i",
        "timeout 5",
        "/usr/bin/time",
        "nohup",
        "stdbuf -oL",
        "ionice -c 3",
        "taskset -c 0",
        "setsid -w",
        "xargs",
        "command",
        "exec",
      })
  void aMissingScriptAfterAStarterIsNamed(String starter) throws Exception {
    String program = starter.split(" ", -1)[0];
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0,
        program + " is not on this machine");
    Files.writeString(folder.resolve("show.py"), "print(1)\n");
    Explanation why = DiagnosedEnd.ofShell(folder, starter + " show.py");
    assertThat(why.cause()).contains("show.py is a script");
    assertThat(why.fix().toString()).startsWith("Write ").endsWith("python3 show.py");
    Explanation path = DiagnosedEnd.ofShell(folder, starter + " ./show.py");
    assertThat(path.fix().toString())
        .startsWith("Write python3 ./show.py, or make it executable: chmod +x");
  }

  @Test
  void aPythonScriptThatAShellReadIsRecognized() throws Exception {
    script("x.py", "import os\nprint(1)\n");
    Explanation why = DiagnosedEnd.ofShell(folder, "./x.py");
    assertThat(why.cause()).contains("the shell took a Python script for its own");
    assertThat(why.fix().toString()).startsWith("Write python3 ./x.py");
  }

  @Test
  void aFolderIsNoProgram() throws Exception {
    Files.createDirectory(folder.resolve("d"));
    for (String text : List.of("./d", "bash -c ./d")) {
      Explanation why = DiagnosedEnd.ofShell(folder, text);
      assertThat(why.cause()).isEqualTo("a failed: ./d is a folder, and no program");
      assertThat(why.fix().toString()).isEqualTo("Name the script in it: ./d/train.py");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source venv/bin/activate && train.py | source is bash's word | write . in its place",
        "[[ a == a ]] && false | [[ is bash's word | bash -c",
        "cd /nosuch/x | there is no folder /nosuch/x | Paths are seen from",
        "cp nosuch y | cp: cannot stat 'nosuch' | Paths are seen from",
        "sh nosuch.sh | there is no script nosuch.sh | Paths are seen from",
        "bash nosuch.sh | there is no script nosuch.sh | Paths are seen from",
        "x=(1 2) | does not understand | bash -c",
        "echo ${x^^} | does not understand | bash -c",
        "false; exit 3 | exit code 3 | printed nothing",
        "echo 3 of 4 files; exit 3 | exit code 3 | does not know why",
        "PATH=/nonexistent; python x.py | no program python | write python3",
        "PATH=/nonexistent; nosuch x.py | no program nosuch | spelling",
      })
  void messagesOfShellsAreExplainedWithARemedy(String text, String cause, String fix)
      throws Exception {
    Explanation why = DiagnosedEnd.ofShell(folder, text);
    assertThat(why.cause()).contains(cause);
    assertThat(why.fix().toString()).contains(fix).doesNotContain("chmod");
  }

  @Test
  void aTooLongCommandInsideTheJobIsExplained() throws Exception {
    Explanation why =
        DiagnosedEnd.ofShell(folder, "x=$(head -c 200000 /dev/zero | tr '\\0' a); /bin/echo $x");
    assertThat(why.cause()).isEqualTo("a failed: a command in it is longer than the system takes");
    assertThat(why.fix().toString()).contains("xargs -0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cat /etc/passwd >/dev/full | the disk is full",
        "python3 -c \"print(1)\" >/dev/full | the disk is full",
        "dd if=/dev/zero of=/dev/full count=1 | could not write /dev/full",
        "python3 -c \"f = open('/dev/full', 'w'); f.write('x'); f.flush()\" | the disk is full",
        "python3 -c \"raise OSError(122, 'Disk quota exceeded', 'out/m.pt')\" | could not write"
            + " out/m.pt",
      })
  void aFullDiskIsNamed(String text, String cause) throws Exception {
    Explanation why = DiagnosedEnd.ofShell(folder, text);
    assertThat(why.cause()).contains("full").contains(cause);
    assertThat(why.fix().toString()).containsPattern("df -h|quota -s");
  }

  /// As PyTorch, NumPy, SQLite, h5py, Rust's programs and bash print it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RuntimeError: [enforce fail at inline_container.cc:603] . unexpected pos 704 vs 598",
        "RuntimeError: [enforce fail at inline_container.cc:445] . PytorchStreamWriter failed"
            + " writing file data/176: file write failed",
        "OSError: 1000000 requested and 4096 written",
        "sqlite3.OperationalError: database or disk is full",
        "OSError: [Errno 28] Unable to write (file write failed: errno = 28, error message = 'No"
            + " space left on device')",
        "FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp']",
        "polars.exceptions.ComputeError: No space left on device (os error 28)",
      })
  void aFullDiskIsNamedWhateverLibrariesMakeOfIt(String error) {
    Explanation why =
        DiagnosedEnd.of(
            folder,
            new Command.Exec(List.of("python3", "x.py")),
            1,
            List.of(
                "Traceback (most recent call last):",
                "  File \"x.py\", line 3, in <module>",
                error));
    assertThat(why.cause()).startsWith("a failed: the disk is full\nat x.py:3: ");
    assertThat(why.fix().toString()).startsWith("Make room where the job writes: df -h " + folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls nosuch",
        "ls -d /nosuch/x",
        "cd /nosuch",
        "python3 nosuch.py",
        "python3 -m nosuchmodule",
        "echo 'rm: x: Permission denied'",
      })
  void anErrorThatTheJobSurvivedIsNotTheCause(String text) throws Exception {
    Explanation why = DiagnosedEnd.ofShell(folder, "(" + text + "); echo loss is nan; exit 1");
    assertThat(why.cause()).isEqualTo("a failed with exit code 1");
    assertThat(why.evidence()).last().isEqualTo("loss is nan");
  }

  @Test
  void aCheckpointThatCanNotBeReadIsNoFullDisk() {
    Explanation why =
        DiagnosedEnd.of(
            folder,
            new Command.Exec(List.of("python3", "x.py")),
            1,
            List.of(
                "  File \"x.py\", line 3, in <module>",
                "RuntimeError: PytorchStreamReader failed reading zip archive: failed finding"
                    + " central directory"));
    assertThat(why.cause()).doesNotContain("disk");
  }
}
