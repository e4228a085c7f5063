package io.jupyterflow.cli;

import io.jupyterflow.cli.command.JupyterFlow;
import io.jupyterflow.cli.wiring.ProcessEngines;
import io.jupyterflow.cli.wiring.Surroundings;
import java.util.List;

/// Where the process begins and ends.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Surroundings surroundings = Surroundings.ofProcess();
    JupyterFlow program = new JupyterFlow(surroundings, new ProcessEngines(surroundings));
    System.exit(program.run(List.of(arguments)).number());
  }
}
