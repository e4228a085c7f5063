package io.jupyterflow.cli.command.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.cli.command.ParsedOptions;
import io.jupyterflow.core.problem.JupyterFlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CronOptionsTest {

  private static CronOptions options(String... words) {
    return ParsedOptions.of(new CronCommand(), words);
  }

  @Test
  void addTakesAFlowAndASchedule() {
    CronOptions options =
        options(
            "add",
            "-c",
            "train.py",
            "--schedule",
            "@daily",
            "--timezone",
            "Asia/Seoul",
            "--name",
            "nightly",
            "-j",
            "2");
    assertThat(options)
        .isInstanceOfSatisfying(
            CronOptions.AddSchedule.class,
            add -> {
              assertThat(add.flow()).isEqualTo("train.py");
              assertThat(add.schedule()).isEqualTo("@daily");
              assertThat(add.timezone()).isEqualTo("Asia/Seoul");
              assertThat(add.name()).isEqualTo("nightly");
            });
    assertThat(options.width()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPEND", "RESUME", "RUN", "DELETE"})
  void theOthersTakeTheNameOfASchedule(CronAction action) {
    CronOptions options = options(action.text(), "nightly", "--engine", "argo");
    assertThat(options)
        .isEqualTo(new CronOptions.ManageSchedules(action, "nightly", options.engine()));
    assertThatThrownBy(() -> options(action.text()))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .hasMessageContaining("takes one name");
  }

  @Test
  void listTakesNoName() {
    assertThat(options("list"))
        .isInstanceOfSatisfying(
            CronOptions.ManageSchedules.class,
            list -> assertThat(list.action()).isEqualTo(CronAction.LIST));
    assertThatThrownBy(() -> options("list", "nightly")).hasMessageContaining("no further words");
  }

  @Test
  void aFlagOfAddIsRefusedElsewhere() {
    assertThatThrownBy(() -> options("suspend", "nightly", "--gpu", "1"))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .hasMessageContaining("cron suspend", "--gpu");
  }
}
