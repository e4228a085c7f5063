package io.jupyterflow.cli;

import io.jupyterflow.cli.command.JupyterFlow;
import io.jupyterflow.cli.wiring.ProcessEngines;
import io.jupyterflow.cli.wiring.Surroundings;
import java.util.List;

/// What the AOT cache of the program is recorded from: one VM that does what users do most.
final class Training {

  private static final List<List<String>> LINES =
      List.of(
          List.of("run", "-c", "true x={1..3} >> echo done"),
          List.of("run", "-q", "--dry-run", "-c", "true >> [true, true] >> true"),
          List.of("run", "-d", "-o", "json", "-c", "true"),
          List.of("ps"),
          List.of("show", "@last"),
          List.of("logs", "@last"),
          List.of("watch", "@last"),
          List.of("why", "@last"),
          List.of("__complete", "--", "show", ""),
          List.of("run", "--help"),
          List.of("--help"),
          List.of("--version"));

  private Training() {}

  public static void main(String[] arguments) {
    for (List<String> line : LINES) {
      Surroundings surroundings = Surroundings.ofProcess();
      new JupyterFlow(surroundings, new ProcessEngines(surroundings)).run(line);
    }
  }
}
