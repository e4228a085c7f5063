package io.jupyterflow.cli.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.cli.command.OutputFormat;
import io.jupyterflow.cli.command.ParsedOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunOptionsTest {

  private static RunOptions options(String... words) {
    return ParsedOptions.of(new RunCommand(), words);
  }

  @Test
  void withoutFlagsEverythingIsLeftToSettings() {
    RunOptions options = options("-c", "true");
    assertThat(options.flow()).isEqualTo("true");
    assertThat(options.file()).isNull();
    assertThat(options.strays()).isEmpty();
    assertThat(options.showsOnly()).isFalse();
    assertThat(options.start().format()).isEqualTo(OutputFormat.TABLE);
    assertThat(options.start().width()).isNull();
    assertThat(options.engine().engine()).isNull();
    assertThat(options.engine().clusterOnly()).isEmpty();
    assertThat(options.plan().commandMode()).isEqualTo(CommandMode.AUTO);
  }

  @Test
  void flagsAreValues() {
    RunOptions options =
        options(
            "-f",
            "flow.yaml",
            "--dry-run",
            "-o",
            "wide",
            "-j",
            "3",
            "--fail-fast",
            "--engine=argo",
            "--image",
            "lab:1",
            "--retries",
            "2",
            "--timeout",
            "2h");
    assertThat(options.file()).isEqualTo("flow.yaml");
    assertThat(options.showsOnly()).isTrue();
    assertThat(options.start().format()).isEqualTo(OutputFormat.WIDE);
    assertThat(options.start().width()).isEqualTo(3);
    assertThat(options.start().failFast()).isTrue();
    assertThat(options.engine().engine()).isEqualTo("argo");
    assertThat(options.engine().clusterOnly()).containsExactly("--image");
    assertThat(options.plan().retries()).isEqualTo(2);
    assertThat(options.plan().timeout()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void resourcesBeforeForAreOfThatJobAndTheRestOfAll() {
    RunOptions options = options("-c", "a >> b", "--gpu", "1", "--for", "a", "--gpu", "3");
    assertThat(options.plan().resources()).isEqualTo(new Resources(null, null, 3));
    assertThat(options.plan().resourcesFor())
        .containsExactly(Map.entry("a", new Resources(null, null, 1)));
  }

  @Test
  void emittedTextHasItsOwnFormats() {
    assertThat(options("--emit", "argo").emitFormat()).isNull();
    assertThat(options("--emit", "argo", "-o", "json").emitFormat()).isEqualTo(OutputFormat.JSON);
    assertThat(options("-c", "true", "-o", "json").emitFormat()).isNull();
  }

  @Test
  void aMistakeInAFlagIsFoundWithoutAnEngine() {
    assertThatThrownBy(() -> options("-c", "true", "--timeout", "soon"))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .hasMessageContaining("--timeout takes");
    assertThatThrownBy(() -> options("-c", "true", "--shell", "--exec"))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .hasMessageContaining("exclude each other");
  }
}
