package io.jupyterflow.cli.wiring;

import io.jupyterflow.cli.follow.ProcessSignals;
import io.jupyterflow.cli.follow.SignalSource;
import io.jupyterflow.cli.terminal.ProcessTerminal;
import io.jupyterflow.cli.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// All that the program gets from the process it is: tests give their own.
///
/// @param environment the variables
/// @param directory the working directory, absolute
/// @param out for results only; buffered, UTF-8
/// @param err for all else; buffered, UTF-8
public record ProcessContext(
    Map<String, String> environment,
    Path directory,
    PrintStream out,
    PrintStream err,
    Clock clock,
    Terminal terminal,
    SignalSource signals) {

  public static ProcessContext ofProcess() {
    Map<String, String> environment = System.getenv();
    return new ProcessContext(
        environment,
        Path.of("").toAbsolutePath(),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Clock.systemUTC(),
        new ProcessTerminal(environment),
        new ProcessSignals());
  }

  /// The user's home: `$HOME` first, as every other tool takes it.
  public Path home() {
    String home = environment.get("HOME");
    return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
  }

  /// Which clusters there are, from outside of them: the first file of `KUBECONFIG`, else the usual
  /// one.
  public Path kubeconfig() {
    String set = environment.getOrDefault("KUBECONFIG", "");
    int colon = set.indexOf(':');
    String first = colon < 0 ? set : set.substring(0, colon);
    return first.isEmpty() ? home().resolve(".kube").resolve("config") : directory.resolve(first);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        false,
        StandardCharsets.UTF_8);
  }
}
