package io.jupyterflow.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pod is known by whatever is left of it where a terminal began without its variables.
class PodSignsTest {

  private static final String HOST = "KUBERNETES_SERVICE_HOST";

  @TempDir Path root;

  private boolean isPod(Map<String, String> variables) {
    return PodSigns.areHere(variables, null, root);
  }

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  @Test
  void aMachineWithoutAnyIsNone() throws IOException {
    write("etc/hosts", "127.0.0.1 localhost\n# not # Kubernetes-managed hosts file\n");
    write("proc/1/environ", "HOME=/root\0NOT_KUBERNETES_SERVICE_HOST=1\0");
    assertThat(isPod(Map.of())).isFalse();
    assertThat(isPod(Map.of(HOST, ""))).isFalse();
    assertThat(isPod(Map.of(HOST, "10.96.0.1"))).isTrue();
  }

  @Test
  void theFolderOfTheServiceAccountIsOne() throws IOException {
    write("var/run/secrets/kubernetes.io/serviceaccount/token", "t");
    assertThat(isPod(Map.of())).isTrue();
  }

  @Test
  void theHostsFileOfTheKubeletIsOne() throws IOException {
    write("etc/hosts", "# Kubernetes-managed hosts file.\n127.0.0.1 localhost\n");
    assertThat(isPod(Map.of())).isTrue();
  }

  @Test
  void theFirstProcessIsOne() throws IOException {
    write("proc/1/environ", HOST + "=10.96.0.1\0HOME=/root\0");
    assertThat(isPod(Map.of())).isTrue();
    write("proc/1/environ", "HOME=/root\0" + HOST + "=10.96.0.1");
    assertThat(isPod(Map.of())).isTrue();
  }
}
