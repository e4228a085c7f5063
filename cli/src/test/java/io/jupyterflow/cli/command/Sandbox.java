package io.jupyterflow.cli.command;

import io.jupyterflow.cli.follow.FollowSignal;
import io.jupyterflow.cli.follow.SignalSource;
import io.jupyterflow.cli.program.JupyterFlow;
import io.jupyterflow.cli.terminal.Size;
import io.jupyterflow.cli.terminal.Terminal;
import io.jupyterflow.cli.wiring.Engines;
import io.jupyterflow.cli.wiring.ProcessContext;
import io.jupyterflow.cli.wiring.ProcessEngines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The program in this process, with a home and a working directory of its own, on the real local
/// engine.
public final class Sandbox {

  public final Path home;
  public final Path work;
  public final Map<String, String> variables = new LinkedHashMap<>();
  public boolean isTerminal;
  boolean isOutputTerminal;
  public Size size = new Size(80, 24);
  @Nullable String outputFile;
  public Function<ProcessContext, Engines> engines = ProcessEngines::new;

  /// Called with what was written to standard error so far, each time something is.
  Consumer<String> onError = text -> {};

  private volatile @Nullable Consumer<FollowSignal> listener;

  /// How one command line ended.
  public record Result(ExitCode code, String out, String err) {
    /// The one line on standard output.
    public String id() {
      return out.strip();
    }
  }

  public Sandbox(Path folder) throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    work = Files.createDirectory(folder.resolve("work"));
    variables.put("PATH", System.getenv("PATH"));
    variables.put("HOME", home.toString());
  }

  /// Makes a file in the working directory.
  public Sandbox file(String name, String content) throws IOException {
    Files.writeString(work.resolve(name), content);
    return this;
  }

  /// The words that start the program in a process of its own.
  public List<String> program(String... words) {
    return program(List.of(), words);
  }

  /// The same, with options for its Java.
  public List<String> program(List<String> options, String... words) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.jupyterflow.cli.Main");
    command.addAll(List.of(words));
    return command;
  }

  /// Sends a signal to whoever follows.
  void signal(FollowSignal cue) {
    Consumer<FollowSignal> listening = listener;
    if (listening != null) {
      listening.accept(cue);
    }
  }

  public Result run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode code = run(out, err, words);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  public ExitCode run(OutputStream out, ByteArrayOutputStream err, String... words) {
    OutputStream watched =
        new OutputStream() {
          @Override
          public void write(int b) {
            err.write(b);
          }

          @Override
          public void flush() {
            onError.accept(err.toString(StandardCharsets.UTF_8));
          }
        };
    ProcessContext surroundings = surroundings(out, watched);
    return new JupyterFlow(surroundings, engines.apply(surroundings)).run(List.of(words));
  }

  /// The engines that the next command would know.
  public Engines engines() {
    return engines.apply(
        surroundings(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
  }

  private ProcessContext surroundings(OutputStream out, OutputStream err) {
    return new ProcessContext(
        variables,
        work,
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        Clock.systemUTC(),
        new FixedTerminal(),
        new CueSignals());
  }

  private final class FixedTerminal implements Terminal {
    @Override
    public boolean isOutput() {
      return isOutputTerminal;
    }

    @Override
    public boolean isError() {
      return isTerminal;
    }

    @Override
    public boolean isDrawable() {
      return isTerminal;
    }

    @Override
    public Optional<String> outputFile() {
      return Optional.ofNullable(outputFile);
    }

    @Override
    public Size size() {
      return size;
    }
  }

  private final class CueSignals implements SignalSource {
    @Override
    public Listening listen(Consumer<FollowSignal> heard) {
      listener = heard;
      return () -> listener = null;
    }
  }
}
