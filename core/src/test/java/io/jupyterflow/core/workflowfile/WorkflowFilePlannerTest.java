package io.jupyterflow.core.workflowfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.RetryCause;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkflowFilePlannerTest {

  @Test
  void everythingAJobCanSay() {
    Job job =
        Files.plan(
                """
                defaults: {cpu: 1, memory: 2Gi, env: {A: 1, SEED: 0}}
                jobs:
                - name: train
                  run: python3 train.py
                  gpu: 1
                  memory: 8Gi
                  retries: {limit: 2, on: [oom, preempted], memory: x2, backoff: 30s}
                  timeout: 1h30m
                  env: {SEED: "7"}
                  metrics: {loss: 'loss: ([0-9.]+)'}
                """)
            .jobs()
            .getFirst();
    assertThat(job.resources().cpu()).isEqualTo(new BigDecimal("1"));
    assertThat(job.resources().memory()).isEqualTo(8L << 30);
    assertThat(job.resources().gpu()).isEqualTo(1);
    assertThat(job.retries().limit()).isEqualTo(2);
    assertThat(job.retries().on()).containsExactlyInAnyOrder(RetryCause.OOM, RetryCause.PREEMPTED);
    assertThat(job.retries().memoryFactor()).isEqualTo(new BigDecimal("2"));
    assertThat(job.retries().backoff()).isEqualTo(Duration.ofSeconds(30));
    assertThat(job.timeout()).isEqualTo(Duration.ofMinutes(90));
    assertThat(job.env()).containsEntry("SEED", "7").containsEntry("A", "1");
    assertThat(job.metrics()).containsEntry("loss", "loss: ([0-9.]+)");
  }

  @Test
  void dagsTakeNamesGroupsAndIndexes() {
    Plan plan =
        Files.plan(
            """
            jobs:
            - prep.py
            - {name: left, run: a.py}
            - {name: right, run: b.py, needs: [extra]}
            - {name: end, run: c.py}
            - {name: extra, run: d.py}
            dags:
            - prep >> [left, right] >> 4
            """);
    assertThat(job(plan, "end").needs()).containsExactly("left", "right");
    assertThat(job(plan, "right").needs()).containsExactlyInAnyOrder("prep", "extra");
    assertThat(job(plan, "left").needs()).containsExactly("prep");
  }

  @Test
  void allProblemsAtOnceInTheOrderOfTheText() {
    assertThat(
            Files.problems(
                """
                version: 2
                nmae: x
                jobs:
                - {name: prep, run: prep.py, cpu: lots}
                - {name: train, run: train.py, timeout: soon}
                dags: [prep >> trian, train >> 7]
                schedule: "61 * * * *"
                """))
        .containsExactly(
            "1:10 unknown-version: version is 2, but this JupyterFlow reads version 1 | write"
                + " version: 1, or remove the line",
            "2:1 unknown-key: unknown key 'nmae' in the file | did you mean name?",
            "4:35 wrong-type: cpu of job 1 is 'lots', but should be a number of cores above 0, such"
                + " as 2, 0.5 or 500m | ",
            "5:41 wrong-type: timeout of job 2 is 'soon', but should be a span of time such as 45s,"
                + " 90m, 2h or 1h30m | ",
            "6:16 unknown-job: there is no job called trian | did you mean train?",
            "6:32 unknown-job: there is no job 7: jobs are counted from 1 to 2 | ",
            "7:12 invalid-schedule: the minute of the schedule, 61, is not within 0-59 | write"
                + " minute hour day month weekday, such as \"0 3 * * *\"");
  }

  @Test
  void aSlipIsOneProblemThatNamesTheKeyThatIsMeant() {
    assertThat(Files.problems("job: [a.py]\ndags: [a >> b]\n"))
        .containsExactly("1:1 unknown-key: unknown key 'job' in the file | did you mean jobs?");
    assertThat(Files.problems("steps: [a.py]\n")).singleElement().asString().contains("jobs?");
    assertThat(Files.problems("jobs: [{cmd: a.py}]\n"))
        .containsExactly("1:9 unknown-key: unknown key 'cmd' in job 1 | did you mean run?");
    assertThat(Files.problems("jobs: [{run: a.py, depends_on: b}]\n"))
        .singleElement()
        .asString()
        .contains("did you mean needs?");
    assertThat(Files.problems("memory: 1Gi\njobs: [a.py]\n"))
        .singleElement()
        .asString()
        .contains("did you mean defaults?");
    assertThat(Files.problems("name: x\ndags: [a >> b]\n"))
        .singleElement()
        .asString()
        .contains("the file has no jobs");
    assertThat(Files.problems("jobs: [{name: a}]\n"))
        .singleElement()
        .asString()
        .contains("job 1 has no command");
  }

  @Test
  void otherYamlFilesAreAnsweredWithTheirTool() {
    assertThat(Files.problems("- a.py\n"))
        .singleElement()
        .asString()
        .startsWith("1:1 wrong-type: the file is a list")
        .endsWith("write jobs: on a line before the list");
    assertThat(Files.problems("a.py >> b.py\n")).singleElement().asString().contains("<run …>");
    assertThat(Files.problems("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {}\n"))
        .singleElement()
        .asString()
        .contains("manifest of Kubernetes");
    assertThat(Files.problems("name: my flow\njobs: [{name: a b, run: a.py}]\n"))
        .satisfiesExactly(
            file -> assertThat(file).contains("'my flow' can't be the name of the flow"),
            job -> assertThat(job).contains("'a b' can't be the name of job 1"));
  }

  @Test
  void operatorsOfDagsNeedNoWhiteSpace() {
    Plan plan = Files.plan("jobs: [a.py, b.py, c.py, d.py]\ndags: ['1>>[2,3]>>4']\n");
    assertThat(job(plan, "d").needs()).containsExactly("b", "c");
    assertThat(Files.problems("jobs: [a.py]\ndags: ['1>>x']\n"))
        .singleElement()
        .asString()
        .startsWith("2:12 unknown-job");
  }

  @Test
  void aCycleIsPrinted() {
    assertThat(
            Files.problems(
                """
                jobs: [prep.py, train.py]
                dags:
                - prep >> train
                - train >> prep
                """))
        .containsExactly(
            "4:12 cycle: these jobs wait for each other: prep → train → prep | remove one of the >>"
                + " that lead around");
  }

  @Test
  void aJobCannotNeedItself() {
    assertThat(Files.problems("jobs: [a.py]\ndags: [1 >> 1]\n"))
        .singleElement()
        .asString()
        .contains("wait for each other: a → a");
  }

  @Test
  void surprisesOfYamlAreExplained() {
    assertThat(Files.problems("")).singleElement().asString().contains("empty-file");
    assertThat(Files.problems("# nothing\n")).singleElement().asString().contains("empty-file");
    assertThat(Files.problems("jobs: [a.py]\n---\njobs: [b.py]\n"))
        .singleElement()
        .asString()
        .startsWith("2:1 several-documents");
    assertThat(Files.problems("jobs:\n\t- a.py\n"))
        .singleElement()
        .asString()
        .startsWith("2:1 tab:");
    assertThat(Files.problems("jobs: [a.py]\njobs: [b.py]\n"))
        .singleElement()
        .asString()
        .contains("2:1 duplicate-key")
        .contains("first on line 1");
    assertThat(Files.problems("jobs: [a.py, b.py]\ndags: [1 >> [2]]\n"))
        .singleElement()
        .asString()
        .contains("quote the line");
    assertThat(Files.problems("jobs:\n- a.py\n b.py: c\n"))
        .singleElement()
        .asString()
        .contains("indent");
    assertThat(Files.problems("jobs: [a.py]\nschedule: */5 * * * *\n"))
        .singleElement()
        .asString()
        .contains("quotes");
    assertThat(Files.problems("jobs:\n- echo a: b\n"))
        .singleElement()
        .asString()
        .startsWith("2:3 needs-quotes");
    assertThat(Files.problems("jobs: [a.py\n"))
        .singleElement()
        .asString()
        .contains("unclosed-bracket");
    assertThat(Files.problems("jobs: [\"a.py]\n"))
        .singleElement()
        .asString()
        .startsWith("1:8 unclosed-quote");
  }

  @Test
  void aliasesAreBounded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    assertThat(Files.problems(bomb.toString()))
        .singleElement()
        .asString()
        .contains("too-many-aliases");
    assertThat(Files.problems("jobs: &j [*j]\n"))
        .singleElement()
        .asString()
        .contains("recursive-alias");
    assertThat(Files.problems("[".repeat(50_000))).singleElement().asString().contains("too-deep");
  }

  @Test
  void anchorsAndMergesWork() {
    Plan plan =
        Files.plan(
            """
            jobs:
            - &first {name: a, run: a.py, env: {X: 1}, cpu: 2}
            - {<<: *first, name: b}
            """);
    assertThat(job(plan, "b").env()).containsEntry("X", "1");
    assertThat(job(plan, "b").resources().cpu()).isEqualTo(new BigDecimal("2"));
  }

  @Test
  void bytesThatAreNoUtf8HaveAPlace() {
    byte[] bytes = "jobs:\n- caf\u00e9.py\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
            WorkflowFilePlanner.plan("w.yaml", bytes, Files.FACTS, PlanOptions.DEFAULT)
                .planned()
                .problems())
        .singleElement()
        .satisfies(p -> assertThat(p.where()).hasToString("w.yaml:2:6"));
    byte[] marked = "\ufeffjobs: [a.py]\n".getBytes(StandardCharsets.UTF_8);
    assertThat(
            WorkflowFilePlanner.plan("w.yaml", marked, Files.FACTS, PlanOptions.DEFAULT)
                .planned()
                .plan())
        .isNotNull();
    byte[] wide = "\ufeffjobs: [a.py]\n".getBytes(StandardCharsets.UTF_16LE);
    assertThat(
            WorkflowFilePlanner.plan("w.yaml", wide, Files.FACTS, PlanOptions.DEFAULT)
                .planned()
                .plan())
        .isNotNull();
  }

  private static Job job(Plan plan, String name) {
    return plan.jobs().stream().filter(j -> j.name().equals(name)).findFirst().orElseThrow();
  }
}
