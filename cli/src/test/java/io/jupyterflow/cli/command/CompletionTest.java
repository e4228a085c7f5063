package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Completion through a real bash, whose `jupyterflow` is this build in a process of its own.
class CompletionTest {

  @Test
  void bashCompletesCommandsFlagsRunsAndJobs(@TempDir Path folder)
      throws IOException, InterruptedException {
    Sandbox sandbox = new Sandbox(folder);
    String id = sandbox.run("run", "-q", "-c", "echo one >> printf two").id();
    assertThat(complete(sandbox, "sh")).containsExactly("show");
    assertThat(complete(sandbox, "run", "--dr")).containsExactly("--dry-run");
    assertThat(complete(sandbox, "show", id.substring(0, 3))).containsExactly(id);
    assertThat(complete(sandbox, "logs", "@last", "")).containsExactly("echo", "printf");
    assertThat(complete(sandbox, "why", id + "/p")).containsExactly(id + "/printf");
    assertThat(complete(sandbox, "rerun", id, "--from", "pr")).containsExactly("printf");
    assertThat(complete(sandbox, "ps", "-o", "y")).containsExactly("yaml");
    sandbox.file("flow.yaml", "");
    assertThat(complete(sandbox, "run", "-f", "fl")).containsExactly("flow.yaml");
    assertThat(complete(sandbox, "nothing", "x")).isEmpty();
  }

  @Test
  void thereIsAScriptForEachShellAndNoOther(@TempDir Path folder) throws IOException {
    Sandbox sandbox = new Sandbox(folder);
    for (String shell : List.of("bash", "zsh", "fish")) {
      assertThat(sandbox.run("completion", shell).out()).contains("__complete");
    }
    assertThat(sandbox.run("completion", "tcsh").code()).isEqualTo(ExitCode.USAGE);
  }

  private static List<String> complete(Sandbox sandbox, String... words)
      throws IOException, InterruptedException {
    Path program = sandbox.work.resolve("jupyterflow");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '"
            + System.getProperty("java.home")
            + "/bin/java' -cp '"
            + System.getProperty("java.class.path")
            + "' io.jupyterflow.cli.Main \"$@\"\n");
    Files.setPosixFilePermissions(
        program, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    Files.writeString(sandbox.work.resolve("script"), sandbox.run("completion", "bash").out());
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "--norc",
                "-c",
                "source ./script; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _jupyterflow;"
                    + " [ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash",
                "./jupyterflow"));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(sandbox.work.toFile());
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.environment().put("HOME", sandbox.home.toString());
    Process bash = builder.redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    bash.waitFor();
    return out.lines().toList();
  }
}
