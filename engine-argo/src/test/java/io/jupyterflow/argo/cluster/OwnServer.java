package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.kubernetes.fake.UserRights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The API server of the cluster that `e2e/cluster` made: that of somebody else's is left alone.
final class OwnServer {

  private static final String KUBECONFIG = "JUPYTERFLOW_E2E_KUBECONFIG";
  private static final Path ROOT = root();

  private OwnServer() {}

  /// Skips the test where the cluster is somebody else's.
  static void assumeOurs() throws IOException {
    String ours = cluster("kubeconfig").strip();
    assumeTrue(
        ours.equals(System.getenv(KUBECONFIG)), "the API server is somebody else's to restart");
  }

  /// Ends it and starts another, which knows nothing of what clients were told before.
  static void restart() throws IOException {
    cluster("stop", "apiserver");
    cluster("up");
  }

  private static String cluster(String... words) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(ROOT.resolve("e2e/cluster").toString()), Stream.of(words)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove(KUBECONFIG);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isZero();
    return said;
  }

  private static Path root() {
    Path at = UserRights.FILE.toAbsolutePath().normalize();
    while (!at.resolve("e2e/cluster").toFile().exists()) {
      at = Objects.requireNonNull(at.getParent(), "not below a checkout");
    }
    return at;
  }
}
