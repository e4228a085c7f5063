package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.local.process.ProcessTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Supervisors that somebody stops, and surroundings that would start another program for them.
final class StoppedSupervisorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  @TempDir Path work;

  private static String submit(LocalEngine engine, String text) {
    Plan plan = new Plan("p", List.of(Job.of("a", new Command.Shell(text), List.of())));
    return engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  @Test
  void stopAndDeleteNameTheSuspendedProcess() throws Exception {
    LocalEngine engine = UsersEngine.of(home, work);
    String id = submit(engine, "touch up; exec sleep 300");
    Until.holds("the job", () -> Files.exists(work.resolve("up")));
    long pid = Supervisors.awaited(home).keySet().iterator().next();
    signal("STOP", pid);
    ProcessTable processes = ProcessTable.ofThisMachine();
    Until.holds("its stop", () -> processes.stat(pid).orElseThrow().isStopped());
    try {
      assertThatThrownBy(() -> engine.delete(id))
          .isInstanceOf(JupyterFlowException.Refused.class)
          .asString()
          .contains("(process " + pid + ") is stopped itself")
          .endsWith("kill -CONT " + pid);
      // Who only looks is not disturbed.
      assertThat(engine.run(id).state()).isEqualTo(RunState.RUNNING);

      engine.stop(id);

      assertThatThrownBy(() -> Finish.of(engine, id, PATIENCE))
          .isInstanceOf(JupyterFlowException.Refused.class)
          .asString()
          .endsWith("kill -CONT " + pid);
      assertThat(engine.run(id).state()).isEqualTo(RunState.RUNNING);
    } finally {
      signal("CONT", pid);
    }
    assertThat(Finish.of(engine, id, PATIENCE).state()).isEqualTo(RunState.STOPPED);
    engine.delete(id);
  }

  @Test
  void programsOnTheUsersPathAreNotTakenForTheSystems() throws Exception {
    for (String name : List.of("setsid", "nice", "rm", "sh", "env")) {
      Path own = Files.writeString(work.resolve(name), "#!/bin/sh\ntouch " + work + "/taken\n");
      assertThat(own.toFile().setExecutable(true)).isTrue();
    }
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("HOME", home.toString());
    variables.put("PATH", work.toString());
    LocalEngine engine = new LocalEngine(variables, work, Clock.systemUTC());

    String id = submit(engine, "echo ran >effects");

    assertThat(Finish.of(engine, id, PATIENCE).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(work.resolve("effects")).hasContent("ran");
    assertThat(work.resolve("taken")).doesNotExist();
  }

  @Test
  void aRunThatIsDeletedWhileItIsReadIsNotFound() throws Exception {
    LocalEngine engine = UsersEngine.of(home, work);
    String id = submit(engine, "exit 3");
    Finish.of(engine, id, PATIENCE);
    UsersEngine.of(home, work).delete(id);

    List<ThrowingCallable> questions =
        List.of(
            () -> engine.explain(id),
            () -> engine.explain(id, "a"),
            () -> engine.metrics(id),
            () -> engine.run(id),
            () -> engine.environment(id),
            () -> engine.delete(id),
            () -> engine.stop(id));
    for (var question : questions) {
      assertThatThrownBy(question).isInstanceOf(JupyterFlowException.NotFound.class);
    }
  }
}
