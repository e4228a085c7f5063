package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import org.junit.jupiter.api.Test;

class EnvironmentDifferenceTest extends WrittenPlans {

  private static final PodEnvironment FIRST =
      environment(
          """
          {"image": "lab:1", "env": [{"name": "A", "value": "1"}],
           "resources": {"limits": {"memory": "1Gi", "cpu": "2"}},
           "volumeMounts": [{"name": "home", "mountPath": "/home/me"},
                            {"name": "data", "mountPath": "/data"}]}
          """,
          """
          {"volumes": [{"name": "home", "persistentVolumeClaim": {"claimName": "claim-me"}},
                       {"name": "data", "nfs": {"server": "nas", "path": "/data"}}]}
          """);

  private static PodEnvironment environment(String container, String pod) {
    return PodEnvironmentBuilder.in("hub")
        .container(KubeObject.parse(container))
        .pod(KubeObject.parse(pod))
        .build();
  }

  private KubeObject workflow() {
    Environment whole = EnvironmentBuilder.in("/home/me").engine(FIRST).build();
    return WorkflowCompiler.compile(
            plan(shell("a", "true")), whole, SubmitOptions.DEFAULT, "first", "secret")
        .workflow();
  }

  @Test
  void namesImageResourcesAndVolumesWithWhatTheyWere() {
    PodEnvironment now =
        environment(
            """
            {"image": "lab:2", "env": [{"name": "A", "value": "2"}],
             "resources": {"limits": {"memory": "4Gi"}},
             "volumeMounts": [{"name": "home", "mountPath": "/home/me", "readOnly": true},
                              {"name": "more", "mountPath": "/more"}]}
            """,
            """
            {"volumes": [{"name": "home", "persistentVolumeClaim": {"claimName": "claim-me"}},
                         {"name": "more", "emptyDir": {}}]}
            """);

    assertThat(EnvironmentDifference.of(workflow(), now))
        .containsExactly(
            "image lab:1 -> lab:2",
            "memory limit 1Gi -> 4Gi",
            "cpu limit 2 -> none",
            "volume at /home/me persistentVolumeClaim claim-me ->"
                + " persistentVolumeClaim claim-me, read-only",
            "volume at /data nfs /data -> none",
            "volume at /more none -> emptyDir");
  }

  @Test
  void namesNothingWhereNothingIsOtherwiseOrKnown() {
    assertThat(EnvironmentDifference.of(workflow(), FIRST)).isEmpty();
    assertThat(EnvironmentDifference.of(KubeObject.EMPTY, FIRST)).isEmpty();
  }
}
