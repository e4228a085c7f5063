package io.jupyterflow.cli.wiring;

/// Whoever read standard output has enough (`| head`): there is nothing left to do, and nothing to
/// complain about.
public final class OutputClosed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutputClosed() {
    super("standard output is closed", null, false, false);
  }
}
