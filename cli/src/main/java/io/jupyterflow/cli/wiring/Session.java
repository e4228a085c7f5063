package io.jupyterflow.cli.wiring;

import io.jupyterflow.cli.terminal.ColorChoice;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Runs;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.SettingsFiles;
import io.jupyterflow.core.settings.SettingsLayer;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// What a command works with.
public final class Session {

  private final Surroundings surroundings;
  private final Engines engines;
  private final String engine;
  private final ColorChoice color;

  public Session(Surroundings surroundings, Engines engines, ColorChoice color) {
    this(surroundings, engines, EngineChoice.AUTO, color);
  }

  private Session(Surroundings surroundings, Engines engines, String engine, ColorChoice color) {
    this.engine = engine;
    this.surroundings = surroundings;
    this.engines = engines;
    this.color = color;
  }

  /// The same, for the runs of one engine.
  ///
  /// @param name `auto` for those of all
  public Session among(String name) {
    return new Session(surroundings, engines, name, color);
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public Engines engines() {
    return engines;
  }

  /// The runs that can be named: those of the engine that was asked for, else of all.
  public Runs runs() {
    return new Runs(
        engine.equals(EngineChoice.AUTO)
            ? engines.all(this::setEngine)
            : List.of(engines.named(engine, "write --engine local for the runs of this machine")));
  }

  /// Whether commands find the runs of an engine that nobody names to them.
  public boolean looksAt(Engine engine) {
    return engines.all(this::setEngine).contains(engine);
  }

  private String setEngine() {
    return SettingsFiles.read(
            SettingsFiles.ADMINISTRATORS, surroundings.environment(), surroundings.home())
        .settings(SettingsLayer.EMPTY)
        .engine()
        .value();
  }

  public Clock clock() {
    return surroundings.clock();
  }

  /// How results on standard output look.
  public Style style() {
    return color.style(surroundings.terminal().isOutput(), surroundings.environment());
  }

  /// How standard error looks.
  public Style errorStyle() {
    return color.style(surroundings.terminal().isError(), surroundings.environment());
  }

  /// Where all goes that is no result.
  public PrintStream err() {
    return surroundings.err();
  }

  /// Prints a line of the result.
  ///
  /// @throws OutputClosed where nobody reads it any longer
  public void result(String line) {
    surroundings.out().println(line);
    ended();
  }

  /// Prints text of the result that has its line ends.
  ///
  /// @throws OutputClosed where nobody reads it any longer
  public void text(String text) {
    surroundings.out().print(text);
    ended();
  }

  /// Passes bytes on as they are.
  ///
  /// @throws OutputClosed where nobody reads them any longer
  public void bytes(byte[] bytes) {
    surroundings.out().write(bytes, 0, bytes.length);
    ended();
  }

  /// Tells the user something that is no result.
  public void note(String line) {
    surroundings.err().println(line);
    surroundings.err().flush();
  }

  private void ended() {
    if (surroundings.out().checkError()) {
      Optional<String> file = surroundings.terminal().outputFile();
      if (file.isPresent()) {
        // A pipe has a reader that may have enough; a file has none.
        throw new JupyterFlowException.Refused(
            "The output can't be written to " + file.get() + ": its disk may be full.");
      }
      throw new OutputClosed();
    }
  }
}
