package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.PrivateFolders;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs that earlier versions left are readable by this one. A version that changes the files of a
/// run adds a folder `runs/<version>` beside these, and none is ever changed or taken out.
class StoredRunTest {
  @TempDir Path home;

  static Stream<String> versions() throws IOException, URISyntaxException {
    try (Stream<Path> folders = Files.list(resources())) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aRunOfThatVersionIsReadable(String version) throws Exception {
    LocalEngine engine = engine(version);
    RunSnapshot run = engine.run("stored-1");
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.plan().jobs().stream().map(job -> job.name()))
        .containsExactly("echo-1", "train-1", "train-2", "train-3", "echo-2", "echo-3", "echo-4");
    assertThat(run.plan().jobs().get(2).parameters()).containsExactly(entry("lr", "0.5"));
    assertThat(run.jobs().stream().map(job -> job.state()))
        .containsExactly(
            JobState.SUCCEEDED,
            JobState.SUCCEEDED,
            JobState.SUCCEEDED,
            JobState.FAILED,
            JobState.SUCCEEDED,
            JobState.SUCCEEDED,
            JobState.SKIPPED);
    assertThat(run.jobs().get(3).attempts()).hasSize(2);
    assertThat(engine.metrics("stored-1").points().get("train-2"))
        .anySatisfy(point -> {
          assertThat(point.name()).isEqualTo("loss");
          assertThat(point.value()).isEqualTo(0.5);
        });
    try (JobLog log = engine.log("stored-1", "echo-1", true)) {
      assertThat(new String(log.poll(), StandardCharsets.UTF_8)).isEqualTo("prepared\n");
      assertThat(log.poll()).isEmpty();
      assertThat(log.isComplete()).isTrue();
    }
  }

  static Stream<String> files() {
    return Stream.of("plan.json", "options.json");
  }

  @ParameterizedTest
  @MethodSource("files")
  void aRunWhoseFilesAreDamagedHidesNoOtherAndSaysSo(String file) throws Exception {
    LocalEngine engine = engine(versions().toList().getLast());
    Path runs = home.resolve(".jupyterflow/runs");
    Path damaged = runs.resolve("damaged-1");
    PrivateFolders.makeOne(damaged);
    for (String each : List.of("plan.json", "options.json", "environment.json")) {
      Files.copy(runs.resolve("stored-1").resolve(each), damaged.resolve(each));
    }
    Files.write(damaged.resolve(file), new byte[] {'{', (byte) 0xff});

    assertThat(engine.runs())
        .extracting(run -> run.id() + " " + run.state().text())
        .containsExactlyInAnyOrder("stored-1 failed", "damaged-1 unknown");
    assertThatThrownBy(() -> engine.run("damaged-1"))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains(damaged.toString())
        .contains("is not as it was written")
        .endsWith("if you do not need it: <delete-run damaged-1>");
    assertThatThrownBy(() -> engine.stop("damaged-1"))
        .asString()
        .contains("is not as it was written");
    engine.delete("damaged-1");
    assertThat(engine.ids()).containsExactly("stored-1");
    assertThat(damaged).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aDamagedEnvironmentOfARunIsAccepted(String version) throws Exception {
    LocalEngine engine = engine(version);
    Files.writeString(
        home.resolve(".jupyterflow/runs/stored-1/environment.json"), "{\"variables\": 1");

    assertThatThrownBy(() -> engine.environment("stored-1"))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("environment.json is not as it was written");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aRunOfThatVersionCanBeDeleted(String version) throws Exception {
    LocalEngine engine = engine(version);
    assertThat(engine.ids()).isEqualTo(List.of("stored-1"));
    engine.delete("stored-1");
    assertThat(engine.ids()).isEmpty();
  }

  private LocalEngine engine(String version) throws IOException, URISyntaxException {
    Path stored = resources().resolve(version).resolve("stored-1");
    Path run = home.resolve(".jupyterflow/runs/stored-1");
    PrivateFolders.in(home).makeRuns();
    PrivateFolders.makeOne(run);
    try (Stream<Path> all = Files.walk(stored)) {
      for (Path path : all.filter(path -> !path.equals(stored)).toList()) {
        Path target = run.resolve(stored.relativize(path).toString());
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(path, target);
      }
    }
    return new LocalEngine(Map.of("HOME", home.toString()), home, Clock.systemUTC());
  }

  private static Path resources() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(StoredRunTest.class.getResource("/runs"), "runs").toURI());
  }
}
