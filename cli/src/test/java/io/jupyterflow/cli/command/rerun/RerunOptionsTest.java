package io.jupyterflow.cli.command.rerun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.cli.command.ParsedOptions;
import io.jupyterflow.core.problem.JupyterFlowException;
import org.junit.jupiter.api.Test;

class RerunOptionsTest {

  private static RerunOptions options(String... words) {
    return ParsedOptions.of(new RerunCommand(), words);
  }

  @Test
  void theRunAndWhereToBeginAreValues() {
    RerunOptions options = options("@last", "--from", "train", "-d", "--namespace", "lab");
    assertThat(options.run()).isEqualTo("@last");
    assertThat(options.failed()).isFalse();
    assertThat(options.from()).isEqualTo("train");
    assertThat(options.start().detach()).isTrue();
    assertThat(options.engine().clusterOnly()).containsExactly("--namespace");
  }

  @Test
  void failedAndFromExcludeEachOtherBeforeARunIsLookedFor() {
    assertThatThrownBy(() -> options("@last", "--failed", "--from", "train"))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .hasMessageContaining("exclude each other");
  }

  @Test
  void oneRunIsNamed() {
    assertThatThrownBy(() -> options()).hasMessageContaining("The name of the run is missing");
    assertThatThrownBy(() -> options("a", "b")).hasMessageContaining("but 2 came");
  }
}
