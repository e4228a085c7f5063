package io.jupyterflow.cli.command.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.ParsedOptions;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunState;
import org.junit.jupiter.api.Test;

class PsOptionsTest {

  private static PsOptions options(String... words) {
    return ParsedOptions.of(new PsCommand(), words);
  }

  @Test
  void aTableIsShortAndADocumentWhole() {
    assertThat(options()).isEqualTo(new PsOptions(OutputFormat.TABLE, null, 20));
    assertThat(options("-o", "wide").limit()).isEqualTo(20);
    assertThat(options("--all").limit()).isEqualTo(Integer.MAX_VALUE);
    assertThat(options("-o", "json").limit()).isEqualTo(Integer.MAX_VALUE);
    assertThat(options("-o", "name", "-n", "3").limit()).isEqualTo(3);
  }

  @Test
  void aStateIsOneOfThoseOfRuns() {
    assertThat(options("--state", "failed").state()).isEqualTo(RunState.FAILED);
    assertThatThrownBy(() -> options("--state", "lost"))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .hasMessageContaining("'lost'");
  }
}
