package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Supervisors that can't start: their JVM gets an option that no JVM has.
final class SupervisorStartTest {

  private static final String OPTION = "-Xmx1banana";
  private static final String OPTIONS = "JUPYTERFLOW_JVM_OPTIONS";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  @TempDir Path work;
  private final Map<String, String> variables = new HashMap<>(System.getenv());

  @BeforeEach
  void breakSupervisors() {
    variables.put("HOME", home.toString());
    variables.put(OPTIONS, OPTION);
  }

  private LocalEngine engine() {
    return new LocalEngine(variables, work, Clock.systemUTC());
  }

  private static String submit(LocalEngine engine) {
    Plan plan =
        new Plan("p", List.of(Job.of("a", new Command.Shell("echo ran >>effects"), List.of())));
    return engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();
  }

  private Path folder(String id) {
    return home.resolve(".jupyterflow/runs").resolve(id);
  }

  @Test
  void aFollowerSeesWhyTheSupervisorCanNotStart() {
    LocalEngine engine = engine();
    String id = submit(engine);

    assertThatThrownBy(() -> Finish.of(engine, id, PATIENCE))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("'" + id + "' is kept")
        .contains("in 3 tries")
        .contains("exit code 1")
        .contains("Invalid maximum heap size: " + OPTION)
        .contains(folder(id).resolve("supervisor.log").toString())
        .contains("<watch-run " + id);
    assertThat(folder(id).resolve("supervisor.log")).content().contains(OPTION);
    assertThat(engine.run(id).state()).isEqualTo(RunState.PENDING);
  }

  @Test
  void theRunGoesOnOnceItIsMended() {
    LocalEngine engine = engine();
    String id = submit(engine);
    assertThatThrownBy(() -> Finish.of(engine, id, PATIENCE))
        .isInstanceOf(JupyterFlowException.Refused.class);

    variables.remove(OPTIONS);

    assertThat(Finish.of(engine(), id, PATIENCE).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(work.resolve("effects")).hasContent("ran\n");
  }

  @Test
  void optionsForTheUsersJavaDoNotReachIt() {
    variables.remove(OPTIONS);
    List<String> names = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    names.forEach(name -> variables.put(name, OPTION));
    LocalEngine engine = engine();
    Plan plan =
        new Plan(
            "p",
            List.of(Job.of("a", new Command.Shell("env | grep -c banana >>effects"), List.of())));

    String id = engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();

    assertThat(Finish.of(engine, id, PATIENCE).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(folder(id).resolve("supervisor.log")).isEmptyFile();
    assertThat(work.resolve("effects")).hasContent("3\n");
  }

  @Test
  void supervisorThatDiesAfterItTookTheRunIsToldToo() throws IOException {
    // Its memory is far too small for a plan of this size, which it reads when the run is its own.
    variables.put(OPTIONS, "-Xms2m -Xmx4m");
    LocalEngine engine = engine();
    String much = "# " + "x".repeat(6_000_000);
    String id =
        engine
            .prepare(
                new Plan("p", List.of(Job.of("a", new Command.Shell(much), List.of()))),
                engine.capture(),
                SubmitOptions.DEFAULT)
            .submit()
            .id();

    assertThatThrownBy(() -> Finish.of(engine, id, PATIENCE))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("OutOfMemoryError")
        .contains("<watch-run " + id);
    assertThat(folder(id).resolve("owner-1")).exists();
  }
}
