package io.jupyterflow.core.flow.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.KnownFacts;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobScriptTest {

  private static JobScript script(String flow) {
    KnownFacts facts = new KnownFacts();
    Plan plan = FlowPlanner.plan(flow, facts, PlanOptions.DEFAULT).orThrow();
    return JobScript.of(plan.jobs().getFirst().command()).orElseThrow();
  }

  @Test
  void theScriptOfAPlannedJobIsKnown() {
    JobScript train = script("train.py epoch=10");
    assertThat(train.interpreter()).hasSize(1);
    assertThat(train.script()).endsWith("train.py");
    assertThat(train.arguments()).containsExactly("epoch=10");

    JobScript report = script("report.ipynb lr=0.1");
    assertThat(report.script()).isEqualTo("report.ipynb");
    assertThat(report.arguments()).containsExactly("lr=0.1");
  }

  @Test
  void aProgramAndTextForAShellHaveNone() {
    assertThat(JobScript.of(new Command.Exec(List.of("python3", "-m", "train")))).isEmpty();
    assertThat(JobScript.of(new Command.Shell("python3 train.py | tee log"))).isEmpty();
    assertThat(JobScript.of(new Command.Exec(List.of("./prep.sh", "a.py"))))
        .isEqualTo(Optional.of(new JobScript(List.of(), "./prep.sh", List.of("a.py"))));
  }
}
