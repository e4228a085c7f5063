package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.jupyterflow;
import static io.jupyterflow.e2e.Hub.shell;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A hub token stands in the pod that KubeSpawner made, and nowhere else.
class TokenTest {

  private static final String USER = "bob";

  @Test
  void theHubsTokenIsInNoObjectAndNoFileOfOurs() {
    Hub.spawn(USER);
    String token = shell(USER, "printf %s \"$JUPYTERHUB_API_TOKEN\"").ok().out();
    assertThat(token).hasSizeGreaterThan(20);
    shell(USER, "export MY_API_KEY=key-of-bob-4711; jupyterflow run -q -c 'echo done'").ok();
    jupyterflow(USER, ".", "run", "-q", "-c", "echo failed >> sh -c 'exit 3'");
    String shown =
        jupyterflow(USER, ".", "env", "show", "-o", "json").ok().out()
            + jupyterflow(USER, ".", "run", "--emit", "argo", "-c", "echo done").ok().out();
    assertThat(shown).doesNotContain(token).doesNotContain("key-of-bob-4711");

    Hub.Outcome search =
        Hub.cluster(
                token.getBytes(StandardCharsets.UTF_8),
                "inside",
                "python3",
                "e2e/cluster.d/check/etcd_keys.py")
            .ok();
    assertThat(search.err()).containsPattern("\\d{3,} keys");
    List<String> holders = search.out().lines().toList();

    assertThat(holders).isNotEmpty();
    assertThat(holders).allMatch(key -> key.startsWith("/registry/pods/jupyterhub/jupyter-"));
    assertThat(shell(USER, "grep -rlF \"$JUPYTERHUB_API_TOKEN\" ~/.jupyterflow || true").ok().out())
        .isEmpty();
    assertThat(shell(USER, "grep -rlF key-of-bob-4711 ~/.jupyterflow || true").ok().out())
        .isEmpty();
  }
}
