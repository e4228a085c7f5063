package io.jupyterflow.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceAccountTest {

  @TempDir Path folder;
  private Path first;

  @BeforeEach
  void writeToken() throws IOException {
    Files.writeString(folder.resolve("token"), "t");
    Files.writeString(folder.resolve("namespace"), "lab\n");
    first = folder.resolve("environ");
  }

  private String server(Map<String, String> variables) {
    return ServiceAccount.find(variables, folder, first).orElseThrow().server();
  }

  @Test
  void theVariablesNameTheServer() {
    assertThat(server(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6")))
        .isEqualTo("https://[fd00::1]:6");
  }

  @Test
  void withoutThemTheFirstProcessDoes() throws IOException {
    Files.writeString(
        first, "A=1\0KUBERNETES_SERVICE_HOST=10.0.0.1\0KUBERNETES_SERVICE_PORT=6443\0");
    assertThat(server(Map.of())).isEqualTo("https://10.0.0.1:6443");
  }

  @Test
  void elseItIsWhereEveryClusterHasIt() throws IOException {
    assertThat(server(Map.of())).isEqualTo("https://kubernetes.default.svc:443");
    Files.writeString(first, "HOME=/root\0");
    assertThat(server(Map.of())).isEqualTo("https://kubernetes.default.svc:443");
  }

  @Test
  void thereIsNoneWithoutAToken() throws IOException {
    Files.delete(folder.resolve("token"));
    assertThat(ServiceAccount.find(Map.of("KUBERNETES_SERVICE_HOST", "h"), folder, first))
        .isEmpty();
  }
}
