package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.jupyterflow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A cluster from which Argo's definitions are gone: commands say so, and what to do.
class NoArgoTest extends InHomeFolder {

  private static final int REFUSED = 5;

  private static String before = "";

  @BeforeAll
  static void takeAway() {
    // known to have it, as of a notebook that has run flows
    before = jupyterflow(USER, ".", "run", "-c", "echo before").ok().id();
    Hub.cluster("definitions", "off").ok();
  }

  @AfterAll
  static void bringBack() {
    Hub.cluster("definitions", "on").ok();
    assertThat(jupyterflow(USER, ".", "run", "-c", "echo after").ok().err()).contains("| after");
  }

  @Test
  void aRunIsRefusedWithWhatIsMissingAndWhereItCouldRun() {
    Hub.Outcome run = jupyterflow(USER, folder, "run", "--engine", "argo", "-c", "echo never");

    assertThat(run.status()).isEqualTo(REFUSED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("This cluster has no Argo Workflows")
        .contains("--engine local, or ask the cluster's administrator to install it")
        .contains("jupyterflow doctor");
  }

  @Test
  void aRunWithoutAnEngineFlagRunsHereAndSaysSo() {
    // whatever was remembered of the cluster, a refusal has ended
    jupyterflow(USER, folder, "run", "--engine", "argo", "-c", "echo never");

    Hub.Outcome run = jupyterflow(USER, folder, "run", "-c", "echo here").ok();

    assertThat(run.err())
        .contains("Runs in this container (engine local), because the cluster has no Argo Workflows")
        .contains("| here");
  }

  @Test
  void runsThatTheHomeRemembersAreShownAllTheSame() {
    assertThat(jupyterflow(USER, folder, "ps", "-o", "name").ok().out()).contains(before);
    assertThat(jupyterflow(USER, folder, "show", before).ok().out())
        .containsPattern("echo +succeeded");
    assertThat(jupyterflow(USER, folder, "logs", before).ok().out()).contains("| before");
  }

  @Test
  void doctorNamesWhatIsMissingAndWhoInstallsIt() {
    Hub.Outcome doctor = jupyterflow(USER, folder, "doctor");

    assertThat(doctor.status()).isEqualTo(REFUSED);
    assertThat(doctor.out())
        .containsPattern("✗ argo +Argo Workflows is not installed")
        .contains("ask your administrator to install Argo Workflows 3.6 or newer")
        .contains("until then: --engine local")
        .containsPattern("✓ create workflows.argoproj.io +the notebook may")
        .containsPattern("Doesn't: run, .*cron")
        .doesNotContain("Works:");
  }
}
