package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a submit says of a run, and what anybody who asks the cluster is told.
class SubmittedRunTest extends FakeClusterRuns {

  private final Job job = shell("a", "true").withEnv(Map.of("API_TOKEN", "s3cret"));
  private final Plan plan = plan(job, shell("b", "true", "a"));

  private RunSnapshot submit(ArgoEngine engine) {
    return engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit();
  }

  @Test
  void aPlanReadFromTheVolumeIsWhole() {
    RunSnapshot first = submit(engine(home));

    assertThat(first.plan()).isEqualTo(plan);
    assertThat(engine(home).run(first.id()).plan()).isEqualTo(plan);
  }

  @Test
  void aPlanReadFromTheClusterHasNoSecrets() {
    RunSnapshot first = submit(engine(null));

    assertThat(first.plan().jobs().getFirst().env())
        .isEqualTo(Map.of("API_TOKEN", Secrets.REDACTED));
    assertThat(engine(null).run(first.id()).plan()).isEqualTo(first.plan());
  }
}
