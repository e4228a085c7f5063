package io.jupyterflow.cli.wiring;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.List;
import java.util.function.Supplier;

/// The engines of this build, each made when it is first asked for.
public interface Engines {

  /// What the engines say of themselves; the first is that of this machine.
  List<EngineDescriptor> descriptors();

  /// What the engine of this machine says of itself.
  default EngineDescriptor here() {
    return descriptors().getFirst();
  }

  /// The way to an engine.
  ///
  /// @param name `auto` for the one that belongs where this process is
  /// @throws JupyterFlowException.Usage where there is no such engine
  EngineProvider provider(String name);

  /// Every engine that may have runs.
  ///
  /// @param set the engine that the settings name; asked only where it makes a difference
  List<Engine> all(Supplier<String> set);

  /// An engine, and why it was taken.
  ///
  /// @param reason for the user to read; empty where there was no choice
  record Choice(Engine engine, String reason) {}

  /// The engine for a new run.
  ///
  /// @param name of an engine, or `auto`
  /// @param instead what to do where that engine can't be had here, apart from making it available:
  ///   the end of a sentence, or empty where nothing else helps
  /// @throws JupyterFlowException.Refused where that engine can't be had here
  /// @throws JupyterFlowException.Usage where there is no such engine at all
  Choice choose(String name, String instead);

  /// The engine whose text is wanted, and nothing else of it: no cluster has to be reached.
  ///
  /// @param name of an engine
  /// @param instead as for [#choose]
  default Choice writer(String name, String instead) {
    return choose(name, instead);
  }

  /// The engine of this name, for those that need not say why.
  default Engine named(String name, String instead) {
    return choose(name, instead).engine();
  }
}
