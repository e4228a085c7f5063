package io.jupyterflow.cli.command.completion;

import io.jupyterflow.cli.command.ArgumentChecks;
import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CommandSyntax;
import java.util.List;

/// The options of `completion`.
///
/// @param shell one of those that have a script
public record CompletionOptions(String shell) {

  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  static CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax(
            "completion", "Print the completion script of a shell.", "completion bash|zsh|fish");
    syntax.operands("SHELL", "bash, zsh or fish.", SHELLS);
    return syntax.examples(
        "source <(jupyterflow completion bash)     # in ~/.bashrc",
        "source <(jupyterflow completion zsh)      # in ~/.zshrc, after compinit",
        "jupyterflow completion fish | source      # in ~/.config/fish/config.fish");
  }

  static CompletionOptions of(Arguments arguments) {
    String shell = arguments.operand("the shell", "jupyterflow completion bash");
    if (!SHELLS.contains(shell)) {
      throw ArgumentChecks.unknown("completion", "", shell, SHELLS, "use bash, zsh or fish");
    }
    return new CompletionOptions(shell);
  }
}
