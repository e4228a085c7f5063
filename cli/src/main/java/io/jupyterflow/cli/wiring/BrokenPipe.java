package io.jupyterflow.cli.wiring;

/// Everyone who read standard output has enough (`| head`): there is nothing left to do, and
/// nothing to complain about.
public final class BrokenPipe extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenPipe() {
    super("standard output is closed", null, false, false);
  }
}
