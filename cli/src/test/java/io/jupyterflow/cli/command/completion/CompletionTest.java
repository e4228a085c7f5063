package io.jupyterflow.cli.command.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.terminal.PseudoTerminal;
import io.jupyterflow.cli.terminal.Size;
import io.jupyterflow.core.text.ShellQuote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Completion through the real shells, whose `jupyterflow` is this build in a process of its own.
class CompletionTest {

  /// Where the shells are missing, root installs them; others must.
  @BeforeAll
  static void shellsAreThere() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                """
                command -v zsh && command -v fish && exit
                [ "$(id -u)" = 0 ] && apt-get update -qq &&
                  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq zsh fish
                """)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as("install zsh and fish: this test needs them").isZero();
  }

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

  @Test
  void zshCompletesWhatIsTypedAtItsPrompt(@TempDir Path folder)
      throws IOException, InterruptedException {
    Sandbox sandbox = new Sandbox(folder);
    String id = sandbox.run("run", "-q", "-c", "echo one >> printf two").id();
    sandbox.file("flow.yaml", "");
    install(sandbox, "zsh");
    String setUp =
        "autoload -Uz compinit && compinit -u -D && source ./script; PS1='ready> ';"
            + " shown() { print -r -- \"<$BUFFER>\" }; zle -N shown; bindkey '^X' shown\n";
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("./jupyterflow sh", "./jupyterflow show ");
    typed.put("./jupyterflow run --dr", "./jupyterflow run --dry-run ");
    typed.put("./jupyterflow show " + id.substring(0, 3), "./jupyterflow show " + id + " ");
    typed.put("./jupyterflow why " + id + "/p", "./jupyterflow why " + id + "/printf ");
    typed.put("./jupyterflow run -f fl", "./jupyterflow run -f flow.yaml ");
    try (PseudoTerminal zsh =
        new PseudoTerminal(
            new Size(200, 50), sandbox.work, sandbox.variables, List.of("zsh", "-f", "-i"))) {
      zsh.type(setUp);
      zsh.await(text -> text.contains("ready> ") && !text.endsWith("shown\n"));
      for (Map.Entry<String, String> each : typed.entrySet()) {
        zsh.type(each.getKey() + "\t\u0018");
        zsh.await(text -> text.contains("<" + each.getValue() + ">"));
        zsh.type("\u0015");
      }
      zsh.type("exit\n");
      zsh.end();
    }
  }

  @Test
  void fishCompletesCommandsFlagsRunsAndJobs(@TempDir Path folder)
      throws IOException, InterruptedException {
    Sandbox sandbox = new Sandbox(folder);
    String id = sandbox.run("run", "-q", "-c", "echo one >> printf two").id();
    sandbox.file("flow.yaml", "");
    install(sandbox, "fish");
    assertThat(fish(sandbox, "sh")).containsExactly("show");
    assertThat(fish(sandbox, "run --dr")).containsExactly("--dry-run");
    assertThat(fish(sandbox, "show " + id.substring(0, 3))).containsExactly(id);
    assertThat(fish(sandbox, "logs @last ")).containsExactly("echo", "printf");
    assertThat(fish(sandbox, "why " + id + "/p")).containsExactly(id + "/printf");
    assertThat(fish(sandbox, "run -f fl")).containsExactly("flow.yaml");
    assertThat(fish(sandbox, "nothing x")).isEmpty();
  }

  private static List<String> fish(Sandbox sandbox, String typed)
      throws IOException, InterruptedException {
    return lines(
        sandbox,
        List.of(
            "fish",
            "--no-config",
            "-c",
            "source ./script; complete -C $argv[1]",
            "./jupyterflow " + typed));
  }

  /// Puts the program, under its name, and the script for a shell into the working directory.
  private static void install(Sandbox sandbox, String shell) throws IOException {
    Path program = sandbox.work.resolve("jupyterflow");
    Files.writeString(program, "#!/bin/sh\nexec " + ShellQuote.of(sandbox.program()) + " \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    sandbox.file("script", sandbox.run("completion", shell).out());
  }

  private static List<String> complete(Sandbox sandbox, String... words)
      throws IOException, InterruptedException {
    install(sandbox, "bash");
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
    return lines(sandbox, command);
  }

  private static List<String> lines(Sandbox sandbox, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(sandbox.work.toFile());
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.environment().put("HOME", sandbox.home.toString());
    Process shell = builder.redirectErrorStream(true).start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    return out.lines().toList();
  }
}
