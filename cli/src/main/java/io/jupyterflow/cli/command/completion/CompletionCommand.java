package io.jupyterflow.cli.command.completion;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.wiring.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// `completion`: the script that makes a shell complete our words. The script asks
/// `CompleteCommand` for them, so it never grows old.
public final class CompletionCommand implements CliCommand<CompletionOptions> {

  @Override
  public CommandSyntax syntax() {
    return CompletionOptions.syntax();
  }

  @Override
  public CompletionOptions options(Arguments arguments) {
    return CompletionOptions.of(arguments);
  }

  @Override
  public ExitCode run(CompletionOptions options, Session session) {
    try (InputStream script =
        CompletionCommand.class.getResourceAsStream("completion." + options.shell())) {
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
