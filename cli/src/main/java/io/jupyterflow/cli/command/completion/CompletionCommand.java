package io.jupyterflow.cli.command.completion;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.wiring.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `completion`: the script that makes a shell complete our words. The script asks
/// `CompleteCommand` for them, so it never grows old.
public final class CompletionCommand implements CliCommand {

  public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command(
            "completion", "Print the completion script of a shell.", "completion bash|zsh|fish");
    spec.addPositional(Flags.operands("SHELL", "bash, zsh or fish."));
    return Flags.common(
        spec,
        "source <(jupyterflow completion bash)     # in ~/.bashrc",
        "source <(jupyterflow completion zsh)      # in ~/.zshrc, after compinit",
        "jupyterflow completion fish | source      # in ~/.config/fish/config.fish");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    String shell = Flags.single(words, "the shell", "jupyterflow completion bash");
    if (!SHELLS.contains(shell)) {
      throw ArgumentChecks.unknown("completion", "", shell, SHELLS, "use bash, zsh or fish");
    }
    try (InputStream script = CompletionCommand.class.getResourceAsStream("completion." + shell)) {
      if (script == null) {
        throw new IllegalStateException("the completion script is missing from the jar");
      }
      session.text(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ExitCode.OK;
  }
}
