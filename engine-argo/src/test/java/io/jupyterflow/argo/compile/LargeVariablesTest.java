package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Variables that are too much for a cluster are named, and their values are not.
class LargeVariablesTest extends WrittenPlans {

  private static Map<String, String> variable(String name, int size) {
    return Map.of("name", name, "value", "q".repeat(size));
  }

  private static Environment environment(
      List<Map<String, String>> variables, Map<String, String> secrets) {
    PodEnvironment argo =
        PodEnvironmentBuilder.in("hub")
            .container(new KubeObject(Map.of("image", "notebook:1", "env", variables)))
            .serviceAccount(null)
            .secrets(secrets)
            .build();
    return EnvironmentBuilder.in("/tmp").engine(argo).build();
  }

  @Test
  void theLargestAreNamedOnceForAllJobs() {
    List<Problem> problems =
        WorkflowCompiler.check(
            plan(shell("a", "true"), shell("b", "true")),
            environment(
                List.of(
                    variable("SMALL", 10),
                    variable("LS_COLORS", 90_000),
                    variable("MIDDLE", 2_000),
                    variable("CATALOG", 60_000)),
                Map.of()));

    assertThat(problems)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("too-many-variables");
          assertThat(problem.message()).contains("4 variables", "152,0", "handed to a pod");
          assertThat(problem.remedy().toString())
              .contains("unset")
              .endsWith("LS_COLORS (90,009 bytes), CATALOG (60,007 bytes), MIDDLE (2,006 bytes)")
              .doesNotContain("qqq");
        });
  }

  @Test
  void thoseInASecretAreNamedLikewise() {
    List<Problem> problems =
        WorkflowCompiler.check(
            plan(shell("a", "true")),
            environment(List.of(variable("SMALL", 10)), Map.of("A_TOKEN", "t".repeat(1_100_000))));

    assertThat(problems)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.message()).contains("look like secrets", "1,100,007", "1,048,576");
          assertThat(problem.remedy().toString())
              .contains("A_TOKEN (1,100,007 bytes)")
              .doesNotContain("tttt");
        });
  }

  @Test
  void aLongCommandIsNotTheirs() {
    List<Problem> problems =
        WorkflowCompiler.check(
            plan(shell("a", "echo " + "x".repeat(130_000))),
            environment(List.of(variable("SMALL", 10)), Map.of()));

    assertThat(problems)
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.remedy().toString()).contains("put the long text into a file"));
  }
}
