package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.jupyterflow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A cluster whose controller keeps the states of jobs in a database that users can't read: runs
/// are followed by their pods, and what is left at the end is right.
class OffloadedTest extends InHomeFolder {

  @BeforeAll
  static void offload() {
    Hub.cluster("database", "on").ok();
  }

  @AfterAll
  static void asBefore() {
    Hub.cluster("database", "off").ok();
  }

  @Test
  void aRunIsFollowedByItsPodsAndSaysSo() {
    Hub.write(USER, folder + "/train.py", "import sys\nprint('loss=0.' + sys.argv[1][-1])\n");
    Hub.write(USER, folder + "/check.py", "import sys\nsys.exit('no good')\n");

    Hub.Outcome run =
        jupyterflow(USER, folder, "run", "-c", "train.py n={1,2} >> check.py >> train.py n=3");

    try {
      assertThat(run.status()).as(run.err()).isEqualTo(1);
      // what there is for us to read
      assertThat(status(run.id(), "offloadNodeStatusVersion")).isNotEmpty();
      assertThat(status(run.id(), "nodes")).isEmpty();
      assertThat(run.err())
          .contains("the cluster keeps the states of this run's jobs in a database")
          .contains("what is shown here comes from its pods")
          .containsPattern("check +\\| no good");
      isRight(run.id());
    } finally {
      // the controller must still have its database to finish with it
      Hub.kubectl("delete", "workflow", run.id()).ok();
    }
    isRight(run.id());
  }

  /// States, output and metrics, wherever they come from.
  private void isRight(String id) {
    assertThat(jupyterflow(USER, folder, "show", id).out())
        .containsPattern("train-1 +succeeded")
        .containsPattern("train-2 +succeeded")
        .containsPattern("check +failed")
        .containsPattern("train-3 +skipped");
    assertThat(jupyterflow(USER, folder, "logs", id).ok().out())
        .contains("train-1 | loss=0.1")
        .contains("train-2 | loss=0.2")
        .containsPattern("check +\\| no good");
    assertThat(jupyterflow(USER, folder, "results", id, "-o", "csv").ok().out())
        .contains("0.1")
        .contains("0.2");
    assertThat(jupyterflow(USER, folder, "why", id).ok().out()).contains("no good");
  }

  private static String status(String id, String field) {
    return Hub.kubectl("get", "workflow", id, "-o", "jsonpath={.status." + field + "}").ok().out();
  }
}
