package io.jupyterflow.cli.command.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `watch` on the real local engine.
class WatchCommandTest {

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void watchingPrintsADocumentForEachChangeAndEndsWithTheLast() {
    String id = sandbox.run("run", "-d", "-c", "true >> true").id();
    List<String> lines = sandbox.run("watch", id, "-o", "json").out().lines().toList();
    assertThat(lines)
        .isNotEmpty()
        .allMatch(l -> l.startsWith("{\"apiVersion\":\"jupyterflow/v1\""));
    assertThat(lines.getLast()).contains("\"state\":\"succeeded\"");
  }
}
