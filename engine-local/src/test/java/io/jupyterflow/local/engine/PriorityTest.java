package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PriorityTest {

  @TempDir Path home;
  @TempDir Path work;

  @Test
  void jobsYieldToTheNotebookThatStartedThem() throws Exception {
    int own = niceness();
    assumeTrue(own < 15, "these tests are at the bottom already");
    LocalEngine engine = UsersEngine.of(home, work);
    Plan plan = new Plan("p", List.of(Job.of("a", new Command.Shell("nice >out"), List.of())));

    String id = engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();

    assertThat(Finish.of(engine, id, Duration.ofMinutes(1)).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Integer.parseInt(Files.readString(work.resolve("out")).strip())).isGreaterThan(own);
  }

  private static int niceness() throws Exception {
    Process nice = new ProcessBuilder("nice").start();
    return Integer.parseInt(
        new String(nice.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
  }
}
