package io.jupyterflow.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.JobBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanDocumentTest {

  private static byte[] written(Plan plan) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanDocument.write(plan, out);
    return out.toByteArray();
  }

  private static Plan read(byte[] bytes) {
    return PlanDocument.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void readsBackAllThatAPlanHolds() {
    Job first =
        JobBuilder.of(
                "prep-1",
                new Command.Exec(List.of("python3", "prep.py", "token=abc", "\u2028 ünï \0")))
            .origin("prep")
            .parameters(Map.of("token", "***"))
            .env(Map.of("SECRET", "x"))
            .resources(new Resources(new BigDecimal("0.5"), 1L << 40, 2))
            .retries(
                new Retries(
                    3,
                    EnumSet.of(RetryCause.OOM, RetryCause.LOST),
                    Duration.ofMillis(1500),
                    new BigDecimal("1.5")))
            .timeout(Duration.ofMinutes(90))
            .metrics(Map.of("loss", "loss=(.*)"))
            .build();
    Job second = Job.of("s", new Command.Shell("echo $HOME"), List.of("prep-1"));
    Job third =
        Job.of(
            "n", new Command.Notebook("python", "r.ipynb", List.of("a=1")), List.of("prep-1", "s"));
    Job fourth = Job.of("e", new Command.Shell("cd /\npwd\n", true), List.of());
    Plan plan = new Plan("prep", List.of(first, second, third, fourth));

    assertThat(read(written(plan))).isEqualTo(plan);
  }

  @Test
  void aJoinOfManyToManyIsWrittenOnceAndReadAsOneList() {
    List<Job> jobs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      names.add("a-" + i);
      jobs.add(Job.of("a-" + i, new Command.Exec(List.of("true")), List.of()));
    }
    List<String> join = List.copyOf(names);
    for (int i = 0; i < 10_000; i++) {
      jobs.add(Job.of("b-" + i, new Command.Exec(List.of("true")), join));
    }

    byte[] bytes = written(new Plan("a", jobs));
    Plan plan = read(bytes);

    assertThat(bytes).hasSizeLessThan(5_000_000);
    assertThat(plan.jobs().get(19_999)).isEqualTo(jobs.get(19_999));
    assertThat(plan.jobs().get(10_000).needs()).isSameAs(plan.jobs().get(19_999).needs());
  }

  @Test
  void theShownDocumentHidesSecretsTheKeptOneDoesNot() {
    Job job = Job.of("a", new Command.Exec(List.of("p", "api_key=k1", "--token", "k2")), List.of());
    Job shell =
        Job.of("b", new Command.Shell("p --api-key='k3 k4' password=\"k5\" > k.log"), List.of());
    Plan plan = new Plan("a", List.of(job, shell));

    String shown = PlanDocument.of(plan, "local").toString();

    assertThat(shown).doesNotContain("k1", "k2", "k3", "k4", "k5").contains("> k.log");
    assertThat(new String(written(plan), StandardCharsets.UTF_8))
        .contains("k1", "k2", "k3", "k4", "k5");
  }
}
