package io.jupyterflow.cli.wiring;

import io.jupyterflow.cli.terminal.ColorChoice;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.Terminal;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.Runs;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.SettingsFiles;
import io.jupyterflow.core.settings.SettingsLayer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a command works with.
public final class Session {

  private final ProcessContext surroundings;
  private final Engines engines;
  private final String engine;
  private final ColorChoice color;
  private final TextStream out;
  private final TextStream err;

  public Session(ProcessContext surroundings, Engines engines, ColorChoice color) {
    this(surroundings, engines, EngineChoice.AUTO, color);
  }

  private Session(ProcessContext surroundings, Engines engines, String engine, ColorChoice color) {
    this.engine = engine;
    this.surroundings = surroundings;
    this.engines = engines;
    this.color = color;
    Terminal terminal = surroundings.terminal();
    Map<String, String> environment = surroundings.environment();
    this.out = new TextStream(surroundings.out(), color.style(terminal.isOutput(), environment));
    this.err = new TextStream(surroundings.err(), color.style(terminal.isError(), environment));
  }

  /// The same, for the runs of one engine.
  ///
  /// @param name `auto` for those of all
  public Session forEngine(String name) {
    return new Session(surroundings, engines, name, color);
  }

  public ProcessContext surroundings() {
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
            : List.of(
                engines.named(
                    engine,
                    "write --engine "
                        + engines.here().name()
                        + " for the runs of "
                        + engines.here().place())));
  }

  /// Whether commands find the runs of an engine that nobody names to them.
  public boolean looksAt(Engine engine) {
    return engines.all(this::setEngine).contains(engine);
  }

  private String setEngine() {
    return SettingsFiles.read(
            SettingsFiles.ADMINISTRATORS,
            surroundings.environment(),
            surroundings.home(),
            EngineNames.choices(engines))
        .settings(SettingsLayer.EMPTY)
        .engine()
        .value();
  }

  public Clock clock() {
    return surroundings.clock();
  }

  /// How results on standard output look.
  public Style style() {
    return out.style();
  }

  /// How standard error looks.
  public Style errorStyle() {
    return err.style();
  }

  /// Where all goes that is not a result.
  public TextStream err() {
    return err;
  }

  /// Prints a line of the result.
  ///
  /// @throws OutputClosed where nobody reads it any longer
  public void result(String line) {
    out.line(line);
    ended();
  }

  /// Prints text of the result that has its line ends.
  ///
  /// @throws OutputClosed where nobody reads it any longer
  public void text(String text) {
    out.text(text);
    ended();
  }

  /// Prints a piece of a job's output; [TextStream#output].
  ///
  /// @throws OutputClosed where nobody reads it any longer
  public void output(String text) {
    out.output(text);
    ended();
  }

  /// Passes bytes on as they are, to whatever is no terminal.
  ///
  /// @throws OutputClosed where nobody reads them any longer
  public void bytes(byte[] bytes) {
    out.bytes(bytes);
    ended();
  }

  /// Tells the user something that is not a result, in one line or several.
  public void note(String text) {
    err.text(text + "\n");
    err.flush();
  }

  private void ended() {
    if (out.isBroken()) {
      Optional<String> file = surroundings.terminal().outputFile();
      if (file.isPresent()) {
        // A pipe has a reader that may have enough; a file has none.
        throw new JupyterFlowException.Refused(
            "The output can't be written to " + file.get() + ": its disk may be full.",
            Remedy.of("make room there: df -h " + file.get()));
      }
      throw new BrokenPipe();
    }
  }
}
