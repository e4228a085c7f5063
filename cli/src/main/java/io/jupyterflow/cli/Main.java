package io.jupyterflow.cli;

import io.jupyterflow.cli.program.JupyterFlow;
import io.jupyterflow.cli.wiring.ProcessContext;
import io.jupyterflow.cli.wiring.ProcessEngines;
import java.util.List;

/// Where the process begins and ends.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    ProcessContext surroundings = ProcessContext.ofProcess();
    JupyterFlow program = new JupyterFlow(surroundings, new ProcessEngines(surroundings));
    int code = program.run(List.of(arguments)).number();
    // Not System.exit, which looks for a logger in every jar to tell it. No hook waits for the end,
    // and what was printed is flushed.
    Runtime.getRuntime().halt(code);
  }
}
