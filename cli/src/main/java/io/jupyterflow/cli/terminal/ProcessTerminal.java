package io.jupyterflow.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The terminal of this process, found without native code: Linux shows in `/proc/self/fd` what a
/// stream is connected to. Elsewhere the JDK's console answers, which knows a terminal only where
/// input and output both are one.
public final class ProcessTerminal implements Terminal {

  private final Map<String, String> environment;
  private final @Nullable String output;
  private final @Nullable String error;

  public ProcessTerminal(Map<String, String> environment) {
    this.environment = environment;
    this.output = target("1");
    this.error = target("2");
  }

  @Override
  public boolean isOutput() {
    return isTerminal(output);
  }

  @Override
  public boolean isError() {
    return isTerminal(error);
  }

  @Override
  public boolean isDrawable() {
    return isError() && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  @Override
  public Optional<String> outputFile() {
    return output != null && output.startsWith("/") && !isTerminal(output)
        ? Optional.of(output)
        : Optional.empty();
  }

  @Override
  public Size size() {
    Size asked = askStty();
    return new Size(
        asked.columns() > 1 ? asked.columns() : number("COLUMNS", Size.USUAL.columns()),
        asked.rows() > 1 ? asked.rows() : number("LINES", Size.USUAL.rows()));
  }

  private Size askStty() {
    String device = error != null && isTerminal(error) ? error : "/dev/tty";
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File(device))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      stty.waitFor(1, TimeUnit.SECONDS);
      int space = answer.indexOf(' ');
      return space < 0
          ? new Size(1, 1)
          : new Size(
              Integer.parseInt(answer.substring(space + 1)),
              Integer.parseInt(answer.substring(0, space)));
    } catch (IOException | NumberFormatException e) {
      return new Size(1, 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Size(1, 1);
    }
  }

  private int number(String variable, int otherwise) {
    String value = environment.get(variable);
    try {
      int number = value == null ? 0 : Integer.parseInt(value.strip());
      return number > 0 ? number : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static boolean isTerminal(@Nullable String target) {
    if (target == null) {
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
    return target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console");
  }

  private static @Nullable String target(String descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor)).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }
}
