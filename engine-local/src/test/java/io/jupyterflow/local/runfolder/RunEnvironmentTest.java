package io.jupyterflow.local.runfolder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Resources;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunEnvironmentTest {

  private static RunEnvironment of(Map<String, String> more) {
    Map<String, String> variables = new TreeMap<>(Map.of("PATH", "/usr/bin", "SEED", "7"));
    variables.putAll(more);
    return RunEnvironment.of(
        new Environment(
            "/w", variables, Resources.UNSTATED, new Environment.EngineEnvironment() {}));
  }

  @Test
  void theSameWorkFromAnotherTerminalIsTheSameRun() {
    RunEnvironment first = of(Map.of("TERM", "xterm", "TMUX_PANE", "%1", "SHLVL", "1"));
    RunEnvironment second = of(Map.of("VSCODE_GIT_IPC_HANDLE", "/run/x", "SSH_TTY", "/dev/pts/3"));
    assertThat(first.isSameAs(second)).isTrue();
    assertThat(first.isSameAs(of(Map.of("SEED", "8")))).isFalse();
  }

  @Test
  void variablesOfTheNotebookServerAreNotWritten() {
    RunEnvironment kept =
        of(Map.of("JUPYTERHUB_API_URL", "http://hub", "JPY_X", "1", "NB_PREFIX", "/notebook/a"));
    assertThat(kept.variables()).containsOnlyKeys("PATH", "SEED");
    assertThat(kept.withheld())
        .containsExactlyInAnyOrder("JUPYTERHUB_API_URL", "JPY_X", "NB_PREFIX");
    assertThat(kept.missing(Map.of())).isEmpty();
  }
}
