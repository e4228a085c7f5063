package io.jupyterflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A notebook that keeps strict rules, and that can write to its home alone: jobs keep the rules,
/// too, with Argo's own containers, and no output is lost. The last tests break a rule.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StrictTest {

  private static final Profile PROFILE = new Profile("jf-strict");

  private static final String UNKEPT = "unkept";
  private static final String WAIT = "\"name\":\"wait\"";

  private static final String LEVEL = "pod-security.kubernetes.io/enforce=";

  private static final String FILES =
      """
      set -e
      cat >train.py <<'END'
      import json, os
      print('loss=0.5')
      with open(os.environ['JUPYTERFLOW_METRICS'], 'a') as file:
          file.write(json.dumps({'rate': 0.125}) + '\\n')
      END
      cat >report.py <<'END'
      import json
      cell = {'cell_type': 'code', 'metadata': {}, 'outputs': [], 'execution_count': None,
              'source': "import tempfile; tempfile.mkdtemp(); print('score=0.75')"}
      json.dump({'nbformat': 4, 'nbformat_minor': 4, 'metadata': {}, 'cells': [cell]},
                open('report.ipynb', 'w'))
      END
      python report.py
      """;

  @BeforeAll
  static void open() {
    Profile.open(PROFILE.namespace(), "strict.yaml");
    enforce("restricted");
    PROFILE.shell(FILES).ok();
    startArgos();
    // jobs can make no folder there
    PROFILE
        .shell(
            "umask 077; mkdir -p ~/.jupyterflow/runs/unkept/jobs"
                + " && chmod 500 ~/.jupyterflow/runs/unkept/jobs")
        .ok();
    PROFILE.start("--id", UNKEPT, "-c", "sh -c 'echo loss=0.5; exit 4'");
  }

  /// A run in which Argo's own container has too little memory, while the others go on.
  private static void startArgos() {
    String[] parts =
        PROFILE
            .jupyterflow("run", "--emit", "argo", "-c", "sleep 8")
            .ok()
            .out()
            .replace("sleep-22222", "argos")
            .split(WAIT, 2);
    String small = parts[1].replaceFirst("64Mi", "9Mi").replaceFirst("256Mi", "9Mi");
    PROFILE.apply(parts[0] + WAIT + small);
  }

  @AfterAll
  static void close() {
    PROFILE.close();
  }

  private static void enforce(String level) {
    Hub.kubectl("label", "namespace", PROFILE.namespace(), "--overwrite", LEVEL + level).ok();
  }

  @Test
  @Order(1)
  void jobsKeepPodSecurityAndTheQuotaAndTheirOutputIsKept() {
    Hub.Outcome run =
        PROFILE
            .jupyterflow(
                "run",
                "-c",
                "[train.py, TMPDIR=/only/in/the/notebook train.py, TMPDIR=/etc/hostname"
                    + " report.ipynb]")
            .ok();

    assertThat(run.err()).contains("train-1 ", "| loss=0.5\n", "| score=0.75\n");
    assertThat(PROFILE.jupyterflow("logs", run.id()).ok().out())
        .isEqualTo("train-1 | loss=0.5\ntrain-2 | loss=0.5\nreport  | score=0.75\n");
    assertThat(PROFILE.jupyterflow("results", run.id(), "-o", "csv").ok().out())
        .containsPattern("train-1,.*0\\.5")
        .containsPattern("train-2,.*0\\.125")
        .containsPattern("report,.*0\\.75");
    assertThat(PROFILE.jupyterflow("env", "show").ok().out())
        .containsPattern("container +init and wait .*rules for every container hold for them, too");
  }

  @Test
  @Order(2)
  void outputOfAnAttemptThatTheHomeCanNotKeepIsReadFromThePod() {
    assertThat(PROFILE.jupyterflow("watch", UNKEPT).status()).isEqualTo(1);
    assertThat(PROFILE.jupyterflow("logs", UNKEPT).ok().out())
        .contains("no record of this attempt can be kept", "| loss=0.5\n");
    assertThat(PROFILE.jupyterflow("why", UNKEPT).out()).contains("exit code 4", "| loss=0.5");
    assertThat(PROFILE.jupyterflow("results", UNKEPT).ok().out()).containsPattern("sh .*0\\.5");
  }

  @Test
  @Order(2)
  void doctorTellsWhatCanBeSeenAndAsksTheServerWhereItMay() {
    assertThat(PROFILE.jupyterflow("doctor").ok().out())
        .containsPattern(
            "\\? pods of jobs .*They keep Pod Security 'restricted' and the quota team")
        .contains("as far as can be seen");

    PROFILE.kubectl("create", "role", "pods", "--verb=create", "--resource=pods").ok();
    String account = "--serviceaccount=" + PROFILE.namespace() + ":default-editor";
    PROFILE.kubectl("create", "rolebinding", "pods", "--role=pods", account).ok();
    assertThat(doctor("✓ pods of jobs").out()).contains("the cluster takes them, by a dry run");
  }

  private static Hub.Outcome doctor(String wanted) {
    return Hub.until(() -> PROFILE.jupyterflow("doctor"), said -> said.out().contains(wanted));
  }

  /// What the notebook's pod was made before.
  @Test
  @Order(3)
  void aRuleThatJobsWouldBreakIsNamedBeforehand() {
    PROFILE.apply(
        """
        {"apiVersion": "v1", "kind": "LimitRange",
         "metadata": {"name": "small", "namespace": "%s"},
         "spec": {"limits": [{"type": "Container", "max": {"memory": "512Mi"}}]}}
        """
            .formatted(PROFILE.namespace()));
    Hub.Outcome doctor = doctor("✗ pods of jobs");
    assertThat(doctor.status()).isEqualTo(5);
    assertThat(doctor.out())
        .contains("maximum memory usage per Container is 512Mi, but limit is 1Gi")
        .contains("stay within that")
        .contains("Not ready");

    PROFILE.shell("echo 'spec: {resources: {limits: {memory: 256Mi}}}' >~/.jupyterflow.yaml").ok();
    assertThat(doctor("✓ pods of jobs").out()).contains("Ready:");
  }

  @Test
  @Order(4)
  void memoryThatArgosContainerRanOutOfIsNotTheJobs() {
    assertThat(PROFILE.why("argos", "container that the cluster adds"))
        .contains("a container that the cluster adds to it (wait) ran out of memory")
        .contains("The job's own memory is not what lacks")
        .doesNotContain("--memory");
  }
}
