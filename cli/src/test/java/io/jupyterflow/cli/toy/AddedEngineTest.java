package io.jupyterflow.cli.toy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.command.Sandbox.Result;
import io.jupyterflow.cli.wiring.EngineProvider;
import io.jupyterflow.cli.wiring.ProcessEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An engine that no other class knows, in the program as users have it.
class AddedEngineTest {

  @TempDir Path temp;

  private Sandbox sandbox;

  @BeforeEach
  void addTheEngine() throws IOException {
    sandbox = new Sandbox(temp);
    ToyEngine toy = new ToyEngine(sandbox.work, Map.of("PATH", System.getenv("PATH")));
    sandbox.engines =
        surroundings -> {
          List<EngineProvider> all = new ArrayList<>(ProcessEngines.builtIn(surroundings, null));
          all.add(new ToyProvider(toy));
          return new ProcessEngines(surroundings, all);
        };
  }

  @Test
  void theEngineRunsAFlowAndAllCommandsKnowTheRun() {
    Result run =
        sandbox.run("run", "--engine", "toy", "-c", "echo one >> sh -c 'echo two; exit 3' >> true");
    assertThat(run.code()).isEqualTo(ExitCode.RUN_FAILED);
    assertThat(run.err()).contains("one").contains("two");
    String id = run.id();

    assertThat(sandbox.run("ps", "-o", "wide").out()).contains(id).contains("toy");
    assertThat(sandbox.run("ps", "--engine", "toy", "-o", "name").out()).isEqualTo(id + "\n");
    assertThat(sandbox.run("show", id, "-o", "json").out()).contains("\"engine\": \"toy\"");
    assertThat(sandbox.run("logs", id, "echo").out()).isEqualTo("one\n");
    assertThat(sandbox.run("why", id).out()).contains("failed");
    assertThat(sandbox.run("delete", id).code()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.run("ps", "-o", "name").out()).isEmpty();
  }

  @Test
  void helpCompletionAndMistakesNameIt() {
    assertThat(sandbox.run("run", "--help").out())
        .contains("auto, local, argo or toy")
        .contains("what local, argo or toy would get");
    assertThat(sandbox.run("__complete", "--", "run", "--engine", "").out().lines())
        .containsExactly("auto", "local", "argo", "toy");
    assertThat(sandbox.run("run", "--engine", "toi", "-c", "true").err())
        .contains("did you mean 'toy'?");
    assertThat(sandbox.run("run", "--engine", "plaything", "-c", "true").err())
        .contains("did you mean 'toy'?");
    assertThat(sandbox.run("run", "--emit", "nothing", "-c", "true").err())
        .contains("--emit toy (the toys)");
  }

  @Test
  void settingsEmitAndDoctorTakeIt() throws IOException {
    Files.writeString(sandbox.home.resolve(".jupyterflow.yaml"), "engine: toy\n");

    Result run = sandbox.run("run", "-q", "-c", "true");
    assertThat(sandbox.run("show", run.id(), "-o", "json").out()).contains("\"engine\": \"toy\"");
    assertThat(sandbox.run("run", "--emit", "toy", "-c", "echo one").out()).contains("\"toy\"");
    assertThat(sandbox.run("doctor").out()).contains("runs are in memory");
  }
}
