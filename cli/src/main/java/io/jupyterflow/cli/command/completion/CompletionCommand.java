package io.jupyterflow.cli.command.completion;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `completion`: the script that makes a shell complete our words. The script asks
/// `CompleteCommand` for them, so it never grows old.
public final class CompletionCommand implements CliCommand<Arguments> {

  public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Override
  public CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax(
            "completion", "Print the completion script of a shell.", "completion bash|zsh|fish");
    syntax.operands("SHELL", "bash, zsh or fish.");
    return syntax.examples(
        "source <(jupyterflow completion bash)     # in ~/.bashrc",
        "source <(jupyterflow completion zsh)      # in ~/.zshrc, after compinit",
        "jupyterflow completion fish | source      # in ~/.config/fish/config.fish");
  }

  @Override
  public Arguments options(Arguments arguments) {
    return arguments;
  }

  @Override
  public ExitCode run(Arguments words, Session session) {
    String shell = words.operand("the shell", "jupyterflow completion bash");
    if (!SHELLS.contains(shell)) {
      throw new JupyterFlowException.Usage(
          ArgumentChecks.unknown("completion", "", shell, SHELLS, "Use bash, zsh or fish."));
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
