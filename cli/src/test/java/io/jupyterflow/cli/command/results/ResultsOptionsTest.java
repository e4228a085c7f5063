package io.jupyterflow.cli.command.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.ParsedOptions;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.results.Goal;
import io.jupyterflow.core.results.Goal.Direction;
import org.junit.jupiter.api.Test;

class ResultsOptionsTest {

  private static ResultsOptions options(String... words) {
    return ParsedOptions.of(new ResultsCommand(), words);
  }

  @Test
  void numbersArePrintedUnlessAPlotIsAskedFor() {
    assertThat(options("@last", "-o", "csv").format()).isEqualTo(OutputFormat.CSV);
    assertThat(options("@last").plot()).isNull();
    assertThat(options("@last", "--plot", "loss:epoch").plot()).isEqualTo("loss:epoch");
    assertThatThrownBy(() -> options("@last", "--plot", "loss", "-o", "csv"))
        .isInstanceOf(JupyterFlowException.Usage.class);
  }

  @Test
  void theWordBehindPlotIsTheRunWhereNoOtherIsNamed() {
    ResultsOptions options = options("--plot", "@last");
    assertThat(options.runs()).containsExactly("@last");
    assertThat(options.plot()).isEmpty();
  }

  @Test
  void oneGoalCanBeGiven() {
    assertThat(options("@last", "--min", "loss").goal()).isEqualTo(new Goal(Direction.MIN, "loss"));
    assertThat(options("@last", "--max", "acc").goal()).isEqualTo(new Goal(Direction.MAX, "acc"));
    assertThatThrownBy(() -> options("@last", "--min", "loss", "--max", "acc"))
        .hasMessageContaining("exclude each other");
  }

  @Test
  void aRunIsNamed() {
    assertThatThrownBy(() -> options()).hasMessageContaining("The name of the run is missing");
    assertThatThrownBy(() -> options("")).hasMessageContaining("The name of the run is missing");
  }
}
