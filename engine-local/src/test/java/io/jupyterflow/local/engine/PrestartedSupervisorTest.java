package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.PrivateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Supervisors that are started before their run is.
final class PrestartedSupervisorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  @TempDir Path work;
  private LocalEngine engine;
  private Path runs;

  @BeforeEach
  void begin() throws IOException {
    engine = UsersEngine.of(home, work);
    PrivateFolders.in(home).makeRuns();
    runs = home.resolve(".jupyterflow/runs");
  }

  private String submit(Environment environment, String id) {
    Plan plan =
        new Plan("p", List.of(Job.of("a", new Command.Shell("echo $COLOUR >>out"), List.of())));
    return engine.prepare(plan, environment, SubmitOptionsBuilder.named(id)).submit().id();
  }

  private List<Path> hidden() throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith(".")).toList();
    }
  }

  private void awaitNoSupervisor() throws IOException {
    Until.holds("the supervisor's end", () -> Supervisors.of(home).isEmpty());
  }

  @Test
  void aPrestartedSupervisorCarriesTheNextRun() throws IOException {
    Environment environment = engine.capture();
    engine.expectSubmit(environment);
    engine.expectSubmit(environment);
    Map<Long, String> waiting = Supervisors.awaited(home);
    String id = submit(environment, "first");

    assertThat(Finish.of(engine, id, PATIENCE).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(waiting.values()).singleElement().asString().contains("--standby");
    assertThat(runs.resolve(id).resolve("supervisor.log")).isEmptyFile();
    assertThat(runs.resolve(id).resolve("owner-2")).doesNotExist();
    awaitNoSupervisor();
    assertThat(hidden()).isEmpty();
  }

  @Test
  void aPrestartedSupervisorEndsIfTheVariablesDiffer() throws IOException {
    Environment captured = engine.capture();
    engine.expectSubmit(captured);
    Map<String, String> changed = new LinkedHashMap<>(captured.variables());
    changed.put("COLOUR", "green");
    String id = submit(EnvironmentBuilder.from(captured).variables(changed).build(), "other");

    assertThat(Finish.of(engine, id, PATIENCE).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(work.resolve("out")).hasContent("green\n");
    awaitNoSupervisor();
    assertThat(hidden()).isEmpty();
  }

  @Test
  void aPrestartedSupervisorEndsIfTheRunExists() throws IOException {
    Environment environment = engine.capture();
    submit(environment, "twice");
    Finish.of(engine, "twice", PATIENCE);

    engine.expectSubmit(environment);
    submit(environment, "twice");

    awaitNoSupervisor();
    assertThat(hidden()).isEmpty();
    assertThat(work.resolve("out")).hasContent("\n");
  }
}
