package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.jupyterflow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A home that one node alone can mount.
class ReadWriteOnceTest {

  @Test
  void jobsGoToTheNotebooksNode() {
    Hub.spawn("carol");

    Hub.Outcome run = jupyterflow("carol", ".", "run", "-c", "sh -c 'echo $HOME'").ok();

    assertThat(run.err()).contains("| /home/jovyan");
    String affinity =
        Hub.kubectl("get", "workflow", run.id(), "-o", "jsonpath={.spec.affinity}").ok().out();
    assertThat(affinity).contains("metadata.name").contains("matchFields");
  }
}
