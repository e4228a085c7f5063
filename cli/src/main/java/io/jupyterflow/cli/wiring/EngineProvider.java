package io.jupyterflow.cli.wiring;

import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The way to one engine: what it says of itself, and how it is made when it is first needed. Used
/// by one thread.
///
/// What a provider loads, every start loads: it makes its engine, and all that belongs to it, no
/// earlier than it is asked to.
public interface EngineProvider {

  /// What the engine says of itself.
  EngineDescriptor descriptor();

  /// The engine.
  ///
  /// @param instead what to do where it can't be had here, apart from making it available: the end
  ///   of a sentence, or empty where nothing else helps
  /// @throws JupyterFlowException.Refused where it can't be had here
  Engine engine(String instead);

  /// The engine whose text is wanted, and nothing else of it: nothing has to be reached.
  ///
  /// @param instead as for [#engine]
  default Engine writer(String instead) {
    return engine(instead);
  }

  /// Whether this process is where the engine belongs, so that it is asked for an [#offer] where
  /// nobody names an engine.
  default boolean isHome() {
    return false;
  }

  /// Why it [#isHome], as a clause: `this is a pod of a cluster`.
  default String whyHome() {
    return "";
  }

  /// Whether an engine takes new runs that nobody named an engine for.
  ///
  /// @param reason why or why not, for the user to read; empty where there was no choice
  record Offer(boolean isTaken, String reason) {}

  /// Asked where it [#isHome].
  ///
  /// @param otherwise name of the engine that takes them else
  default Offer offer(String otherwise) {
    return new Offer(false, "");
  }

  /// The engine, where it may have runs that commands find without `--engine`.
  ///
  /// @param set the engine that the settings name; asked only where it makes a difference
  default Optional<Engine> withRuns(Supplier<String> set) {
    return Optional.of(engine(""));
  }

  /// Looks at all that a run needs.
  ///
  /// @param settings puts the settings in force over what is captured
  /// @param elsewhere what there is to say of other engines here
  DoctorReport look(UnaryOperator<Environment> settings, String elsewhere);
}
