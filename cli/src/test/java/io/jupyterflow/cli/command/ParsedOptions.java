package io.jupyterflow.cli.command;

import java.util.List;

/// The options of a command line, read as the program reads them.
public final class ParsedOptions {

  private ParsedOptions() {}

  /// Reads a command line.
  ///
  /// @param words behind the command's name
  public static <O> O of(CliCommand<O> command, String... words) {
    return command.options(new CommandParser(command).parse(List.of(words)));
  }
}
