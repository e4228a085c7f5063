package io.jupyterflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stops a run here, and what stops one whose jobs run elsewhere.
class PlanChecksTest {

  @TempDir Path folder;

  @BeforeEach
  void script() throws IOException {
    Files.writeString(folder.resolve("train.py"), "");
  }

  private PlanResult plan(String flow) {
    return FlowPlanner.plan(
        flow, new DiskFacts(Map.of("PATH", "/usr/bin:/bin"), folder), PlanOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nvidia-smi",
        "nvidia-smi -L",
        "/usr/local/nvidia/bin/nvidia-smi",
        "horovodrun -np 2",
        "/opt/tool/bin/tool",
      })
  void aProgramThatOnlyJobsMayHaveStopsARunHereAlone(String flow) {
    PlanResult here = PlanChecks.strict(plan(flow));
    assertThat(here.plan()).isNull();
    assertThat(here.problems()).extracting(Problem::code).containsExactly("missing-program");
    assertThat(PlanChecks.strict(PlanChecks.elsewhere(plan(flow))).plan()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trian.py",
        "pyhton train.py",
        "./train",
        "./no-such-tool",
        "train",
        "true >> out.log",
      })
  void aLikelyMisspellingStopsBothEngines(String flow) {
    assertThat(PlanChecks.strict(plan(flow)).plan()).isNull();
    assertThat(PlanChecks.strict(PlanChecks.elsewhere(plan(flow))).plan()).isNull();
  }

  @Test
  void aProgramThatIsNotHereIsAWarningExceptForDeviceTools() {
    assertThat(PlanChecks.elsewhere(plan("horovodrun -np 2")).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.isError()).isFalse();
          assertThat(problem.message()).isEqualTo("there is no program horovodrun here");
          assertThat(problem.remedy().toString()).contains("no obstacle", "127");
        });
    assertThat(PlanChecks.elsewhere(plan("nvidia-smi -L")).problems())
        .extracting(Problem::message)
        .isEmpty();
  }

  @Test
  void aSecretInACommandComesWithWhoCanReadIt() {
    PlanResult planned = plan("true --token abc");

    assertThat(planned.problems())
        .extracting(problem -> problem.remedy().toString())
        .singleElement()
        .asString()
        .contains("plan.json", "words of a process", "export NAME=…", "$NAME");
    assertThat(PlanChecks.elsewhere(planned).problems())
        .extracting(problem -> problem.remedy().toString())
        .singleElement()
        .asString()
        .contains("in the command and in the plan", "export NAME=…", "in a Secret")
        .doesNotContain("abc");
    assertThat(plan("TOKEN=abc true").problems())
        .extracting(problem -> problem.remedy().toString())
        .containsExactly(
            "set it before you start the flow, and leave it out here; jobs inherit it");
  }
}
