package io.jupyterflow.cli.training;

import io.jupyterflow.cli.Main;
import io.jupyterflow.cli.program.JupyterFlow;
import io.jupyterflow.cli.wiring.ProcessContext;
import io.jupyterflow.cli.wiring.ProcessEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the AOT cache of the program is recorded from: one VM that does what users do most, through
/// the real commands, on this machine and on a fake for a cluster.
public final class Training {

  private static final List<List<String>> HERE =
      List.of(
          List.of("run", "-c", "true x={1..3} >> echo done"),
          List.of("run", "-q", "--dry-run", "-c", "true >> [true, true] >> true y={0.1..0.3..0.1}"),
          List.of("run", "--dry-run", "-o", "json", "-c", "true"),
          List.of("run", "-d", "-o", "json", "-c", "true"),
          List.of("run", "-c", "echo \"loss=0.5\" lr={1,2} >> false"),
          List.of("run", "-q"),
          List.of("run", "-c", "missing.py lr={rate}"),
          List.of("ps"),
          List.of("ps", "-o", "json"),
          List.of("show", "@last"),
          List.of("show", "@last", "-o", "json"),
          List.of("logs", "@last"),
          List.of("watch", "@last"),
          List.of("watch", "@last", "-o", "json"),
          List.of("why", "@last"),
          List.of("results", "@last"),
          List.of("results", "@last", "--min", "loss", "-o", "json"),
          List.of("show", "nothing"),
          List.of("__complete", "--", "show", ""),
          List.of("stop", "@last"),
          List.of("run", "--help"),
          List.of("--help"),
          List.of("--version"));

  private static final List<List<String>> ON_A_CLUSTER =
      List.of(
          List.of("run", "-d", "-q", "-c", "true x={1,2} >> true"),
          List.of("run", "-c", "true >> true"),
          List.of("ps"),
          List.of("show", "@last"),
          List.of("why", "@last"),
          List.of("env", "show"),
          List.of("stop", "@last"));

  private static final String FILE =
      """
      name: training
      jobs:
      - {name: one, run: "true x={x}", sweep: {x: [0.1, 0.5]}, retries: 1, timeout: 1h}
      - {name: two, run: "echo loss=0.5"}
      dags: [one >> two]
      """;

  private Training() {}

  /// Runs them all.
  ///
  /// @param arguments an empty home, and for the cluster's part a folder with `rsa.p12`,
  ///   `elliptic.p12` and a service account's files
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Path home = Path.of(arguments[0]);
    Files.writeString(home.resolve("workflow.yaml"), FILE);
    for (List<String> line : HERE) {
      ProcessContext surroundings = ProcessContext.ofProcess();
      new JupyterFlow(surroundings, new ProcessEngines(surroundings)).run(line);
    }
    if (arguments.length == 2) {
      for (String keys : List.of("elliptic.p12", "rsa.p12")) {
        onACluster(home, Path.of(arguments[1]), keys);
      }
    }
    Main.main(new String[] {"--version"}); // ends the process, as always
  }

  /// @param keys the file of the server's
  private static void onACluster(Path home, Path account, String keys)
      throws IOException, GeneralSecurityException {
    try (FakeApiServer server = FakeApiServer.open(account.resolve(keys), home)) {
      Map<String, String> variables = new HashMap<>(System.getenv());
      variables.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
      variables.put("KUBERNETES_SERVICE_PORT", String.valueOf(server.port()));
      variables.put("HOSTNAME", NotebookPod.NAME);
      for (List<String> line : ON_A_CLUSTER) {
        ProcessContext here = ProcessContext.ofProcess();
        ProcessContext surroundings =
            new ProcessContext(
                variables,
                here.directory(),
                here.out(),
                here.err(),
                here.clock(),
                here.terminal(),
                here.signals());
        new JupyterFlow(surroundings, new ProcessEngines(surroundings, account)).run(line);
      }
    }
  }
}
