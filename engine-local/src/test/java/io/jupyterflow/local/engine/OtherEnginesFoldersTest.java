package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.runfolder.PrivateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of other engines lie in the same place; they are not this one's.
class OtherEnginesFoldersTest {

  @TempDir Path home;

  private LocalEngine withForeign(String id) throws IOException {
    PrivateFolders.in(home).makeRuns();
    Path folder = home.resolve(".jupyterflow/runs").resolve(id);
    PrivateFolders.makeOne(folder);
    Files.writeString(folder.resolve("plan.json"), "{}");
    Files.writeString(folder.resolve("argo.json"), "{}");
    return new LocalEngine(Map.of("HOME", home.toString()), home, Clock.systemUTC());
  }

  @Test
  void areNeitherListedNorFound() throws IOException {
    LocalEngine engine = withForeign("train-22222");

    assertThat(engine.ids()).isEmpty();
    assertThat(engine.runs()).isEmpty();
    assertThatThrownBy(() -> engine.run("train-22222"))
        .isInstanceOf(JupyterFlowException.NotFound.class);
  }

  @Test
  void keepTheirIds() throws IOException {
    LocalEngine engine = withForeign("train-22222");
    Plan plan = new Plan("train", List.of(Job.of("a", new Command.Shell("true"), List.of())));

    assertThatThrownBy(() ->
            engine
                .prepare(plan, engine.capture(), SubmitOptionsBuilder.named("train-22222"))
                .submit()
                .id())
        .isInstanceOf(JupyterFlowException.Refused.class)
        .hasMessageContaining("another engine");
  }
}
