package io.jupyterflow.argo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.kubernetes.cause.PodMessages;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Workflows as Argo 4.0.2 wrote them on a real cluster.
class WorkflowReaderTest {

  private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

  private static Job job(String name, String... needs) {
    return Job.of(name, new Command.Shell("true"), List.of(needs));
  }

  private static final Plan CAUSES =
      new Plan(
          "golden",
          List.of(
              job("prep"),
              job("bad", "prep"),
              job("after-bad", "bad"),
              job("far", "after-bad"),
              job("second", "prep"),
              job("slow"),
              job("oom"),
              job("noprog")));

  private static KubeObject workflow(String name) throws IOException {
    try (InputStream in = WorkflowReaderTest.class.getResourceAsStream(name + ".json")) {
      return KubeObject.parse(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static RunSnapshot read(Plan plan, KubeObject workflow) {
    return new WorkflowReader(plan).read(workflow, List.of(), LATER);
  }

  private static JobSnapshot job(RunSnapshot run, String name) {
    return run.job(name).orElseThrow();
  }

  @Test
  void tellsCausesApart() throws IOException {
    RunSnapshot run = read(CAUSES, workflow("causes"));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.id()).isEqualTo("golden-causes");
    assertThat(job(run, "prep").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job(run, "prep").exitCode()).contains(0);
    assertThat(job(run, "bad").state()).isEqualTo(JobState.FAILED);
    assertThat(job(run, "bad").exitCode()).contains(3);
    assertThat(job(run, "bad").message()).isEmpty();
    assertThat(job(run, "after-bad").state()).isEqualTo(JobState.SKIPPED);
    assertThat(job(run, "after-bad").message()).isEqualTo("needs bad, which failed");
    assertThat(job(run, "far").message()).isEqualTo("needs after-bad, which was skipped");
    assertThat(job(run, "slow").lastAttempt().orElseThrow().cause()).isEqualTo(RetryCause.TIMEOUT);
    assertThat(job(run, "oom").lastAttempt().orElseThrow().cause()).isEqualTo(RetryCause.OOM);
    assertThat(job(run, "noprog").exitCode()).contains(127);
    assertThat(run.startedAt()).isEqualTo(Instant.parse("2026-11-24T04:31:18Z"));
    assertThat(run.finishedAt()).isAfter(run.startedAt());
  }

  @Test
  void retriesAreAttempts() throws IOException {
    RunSnapshot run = read(CAUSES, workflow("causes"));

    assertThat(job(run, "second").attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
    assertThat(job(run, "second").attempts()).extracting(Attempt::exitCode).containsOnly(1);
    assertThat(job(run, "second").state()).isEqualTo(JobState.FAILED);
    assertThat(job(run, "second").message()).isEmpty();
  }

  @Test
  void saysInPlainWordsWhatKeepsJobsWaiting() throws IOException {
    Plan plan =
        new Plan(
            "golden", List.of(job("huge"), job("noimage"), job("nosecret"), job("next", "huge")));
    RunSnapshot run = read(plan, workflow("waiting"));

    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(job(run, "huge").state()).isEqualTo(JobState.QUEUED);
    assertThat(job(run, "huge").message())
        .isEqualTo("no machine of the cluster has room for it (1 of 1 lacks memory)");
    assertThat(job(run, "noimage").message())
        .isEqualTo("its image localhost/nobody/nothing:1 can't be fetched");
    assertThat(job(run, "nosecret").message()).isEqualTo("the secret nobody is missing");
    assertThat(job(run, "next").state()).isEqualTo(JobState.WAITING);
    assertThat(run.jobs()).extracting(JobSnapshot::attempts).containsOnly(List.of());
  }

  @Test
  void stoppedJobsAreStoppedAndNotFailed() throws IOException {
    Plan plan = new Plan("golden", List.of(job("long"), job("next", "long"), job("deleted")));
    RunSnapshot run = read(plan, workflow("stop"));

    assertThat(run.state()).isEqualTo(RunState.STOPPED);
    assertThat(run.message()).isEqualTo("stopped on request");
    assertThat(run.jobs()).extracting(JobSnapshot::state).containsOnly(JobState.STOPPED);
  }

  @Test
  void noMessageSpeaksOfWorkflowsAndPods() throws IOException {
    Plan plan = new Plan("golden", List.of(job("deleted"), job("next", "deleted")));
    for (RunSnapshot run :
        List.of(read(CAUSES, workflow("causes")), read(plan, workflow("delete")))) {
      assertThat(run.message()).doesNotContainIgnoringCase("workflow ").doesNotContain("pod");
      for (JobSnapshot job : run.jobs()) {
        assertThat(job.message()).doesNotContain("omitted").doesNotContain("Pod was");
      }
    }
  }

  @Test
  void compressedNodesAreNodes() throws IOException {
    KubeObject plain = workflow("causes");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(
          JsonText.line(plain.object("status", "nodes").tree()).getBytes(StandardCharsets.UTF_8));
    }
    KubeObject status =
        plain
            .object("status")
            .with("nodes", null)
            .with("compressedNodes", Base64.getEncoder().encodeToString(packed.toByteArray()));

    assertThat(read(CAUSES, plain.with("status", status))).isEqualTo(read(CAUSES, plain));
  }

  @Test
  void statesInADatabaseComeFromPodsAndThatIsSaid() throws IOException {
    KubeObject plain = workflow("causes");
    KubeObject status =
        plain
            .object("status")
            .with("nodes", null)
            .with("phase", "Running")
            .with("progress", "1/8")
            .with("offloadNodeStatusVersion", "fnv:123");
    KubeObject workflow = plain.with("status", status);
    KubeObject pod =
        KubeObject.parse(
            """
            {"metadata": {"name": "p", "annotations": {
               "workflows.argoproj.io/node-name": "golden-causes.prep",
               "workflows.argoproj.io/node-id": "golden-causes-1"}},
             "status": {"phase": "Succeeded", "startTime": "2026-11-24T04:31:18Z",
               "containerStatuses": [{"name": "main", "state": {"terminated": {"exitCode": 0,
                 "finishedAt": "2026-11-24T04:31:45Z"}}}]}}
            """);

    assertThat(WorkflowReader.needsPods(workflow)).isTrue();
    RunSnapshot run = new WorkflowReader(CAUSES).read(workflow, List.of(pod), LATER);

    assertThat(job(run, "prep").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job(run, "bad").state()).isEqualTo(JobState.QUEUED);
    assertThat(run.message()).contains("database").contains("1/8");
  }

  @Test
  void untouchedForALongTimeIsWorthAWord() throws IOException {
    KubeObject workflow = workflow("causes").with("status", null);
    Instant created = Instant.parse(workflow.text("metadata", "creationTimestamp"));
    WorkflowReader reader = new WorkflowReader(CAUSES);

    RunSnapshot young = reader.read(workflow, List.of(), created.plusSeconds(14));
    RunSnapshot old = reader.read(workflow, List.of(), created.plusSeconds(15));

    assertThat(young.state()).isEqualTo(RunState.PENDING);
    assertThat(young.message()).isEmpty();
    assertThat(old.state()).isEqualTo(RunState.PENDING);
    assertThat(old.message()).contains("nothing there has begun to work on it");
    assertThat(old.revision()).isNotEqualTo(young.revision());
  }

  @Test
  void podsAreCalledAsTheControllerCallsThem() throws IOException {
    assertThat(new WorkflowReader(CAUSES).pods(workflow("causes"), "second"))
        .containsExactly(
            "golden-causes-retry-831084890",
            "golden-causes-retry-226943511",
            "golden-causes-retry-764268604");
  }

  @Test
  void quotasAndDisksAreExplainedWithTheirNumbers() {
    assertThat(
            PodMessages.waiting(
                "pods \"a-1\" is forbidden: exceeded quota: few, requested:"
                    + " limits.memory=1Gi,pods=1, used: limits.memory=7Gi,pods=3, limited:"
                    + " limits.memory=8Gi,pods=3"))
        .isEqualTo(
            "the namespace's quota few leaves no room for it (limits.memory: 1Gi more are asked"
                + " for, 7Gi of 8Gi are in use; pods: 1 more are asked for, 3 of 3 are in use)");
    assertThat(PodMessages.disk("Usage of EmptyDir volume \"scratch\" exceeds the limit \"8Mi\". "))
        .contains("it wrote more than the 8Mi that its volume scratch may hold, and was evicted");
    assertThat(
            PodMessages.disk(
                "Pod ephemeral local storage usage exceeds the total limit of containers 10Mi. "))
        .contains("it wrote more than the 10Mi of its machine's disk that it may, and was evicted");
  }

  @Test
  void messagesOfNodesThatLostTheirMachine() {
    Map<String, RetryCause> told =
        Map.of(
            "pod deleted", RetryCause.LOST,
            "The node was low on resource: memory.", RetryCause.PREEMPTED,
            "Pod was terminated in response to imminent node shutdown.", RetryCause.PREEMPTED,
            "main: OOMKilled (exit code 137)", RetryCause.OOM,
            "wait: OOMKilled (exit code 137)", RetryCause.FAILED,
            "init: OOMKilled (exit code 137)", RetryCause.FAILED);
    told.forEach((message, cause) -> {
      Node node =
          new Node("1", "w.a", "a", "Pod", "job", "Error", message, null, null, List.of(), null);
      assertThat(AttemptEnd.of(node, job("a"), new AttemptEnd.Circumstances(false, false)).cause())
          .as(message)
          .isEqualTo(cause);
    });
  }
}
