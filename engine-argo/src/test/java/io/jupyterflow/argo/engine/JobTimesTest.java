package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.follow.WorkflowReader;
import io.jupyterflow.argo.follow.Workflows;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job whose pod was made at noon and was over two minutes later.
class JobTimesTest extends WrittenPlans {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Instant END = NOON.plusSeconds(120);

  private static final Plan PLAN = plan(limited(shell("a", "true"), Duration.ofSeconds(90)));

  @AutoClose private final FakeCluster cluster = new FakeCluster("hub");

  @TempDir Path folder;

  private static KubeObject workflow(String message) {
    return KubeObject.parse(
        """
        {"metadata": {"name": "run-1", "creationTimestamp": "2026-01-02T12:00:00Z"},
         "status": {"phase": "Failed", "nodes": {
           "run-1": {"id": "run-1", "name": "run-1", "displayName": "run-1", "type": "DAG",
             "phase": "Failed"},
           "run-1-1": {"id": "run-1-1", "name": "run-1.a", "displayName": "a", "type": "Pod",
             "templateName": "job", "phase": "Failed", "message": "%s",
             "startedAt": "2026-01-02T12:00:00Z", "finishedAt": "2026-01-02T12:02:00Z"}}}}
        """
            .formatted(message));
  }

  private JobSnapshot read(String message, @Nullable RunFolder run) {
    KubeObject workflow = workflow(message);
    WorkflowReader reader = new WorkflowReader(PLAN);
    RunSnapshot read = reader.read(workflow, List.of(), END);
    JobTimes times = new JobTimes(new Workflows(cluster, "hub"), reader, run);
    RunSnapshot timed = times.on(read, workflow);
    assertThat(timed.startedAt()).isEqualTo(timed.jobs().getFirst().startedAt().orElse(null));
    return timed.jobs().getFirst();
  }

  private RunFolder started(Instant at) throws IOException {
    RunFolder run = new RunFolder(folder.resolve("run-1"));
    Path file = run.attempt("a", 1).started();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "pod\n");
    Files.setLastModifiedTime(file, FileTime.from(at));
    return run;
  }

  private void pod(String main) {
    String name = new WorkflowReader(PLAN).pods(workflow(""), "a").getFirst();
    cluster.make(
        "/api/v1/namespaces/hub/pods/" + name,
        KubeObject.parse(
            """
            {"metadata": {"name": "%s", "labels": {"workflows.argoproj.io/workflow": "run-1"}},
             "status": {"phase": "Failed", "containerStatuses": [
               {"name": "main", "state": {"terminated": %s}}]}}
            """
                .formatted(name, main)));
  }

  @Test
  void theLaunchersFileSaysWhenItBegan() throws IOException {
    Attempt attempt =
        read("main: Error (exit code 3)", started(NOON.plusMillis(45_700))).attempts().getFirst();

    assertThat(attempt.queuedAt()).isEqualTo(NOON);
    assertThat(attempt.startedAt()).isEqualTo(NOON.plusSeconds(45));
    assertThat(attempt.finishedAt()).isEqualTo(END);
    assertThat(attempt.waited()).contains(Duration.ofSeconds(45));
  }

  @Test
  void aClockThatGoesWrongIsNotBelieved() throws IOException {
    pod("{\"startedAt\": \"2026-01-02T12:00:30Z\", \"exitCode\": 3}");

    assertThat(
            read("main: Error (exit code 3)", started(NOON.plus(Duration.ofHours(9)))).startedAt())
        .contains(NOON.plusSeconds(30));
  }

  @Test
  void withoutAFileThePodSaysIt() {
    pod("{\"startedAt\": \"2026-01-02T12:01:00Z\", \"exitCode\": 3}");

    assertThat(read("main: Error (exit code 3)", null).startedAt()).contains(NOON.plusSeconds(60));
  }

  @Test
  void withoutAStartTimeThePodsTimeIsUsedAndNoWaitIsReported() {
    Attempt attempt = read("main: Error (exit code 3)", null).attempts().getFirst();

    assertThat(attempt.startedAt()).isEqualTo(NOON);
    assertThat(attempt.waited()).isEmpty();
  }

  @Test
  void aContainerThatWasNeverMadeNeverBegan() {
    pod("{\"startedAt\": null, \"exitCode\": 137, \"reason\": \"ContainerStatusUnknown\"}");

    JobSnapshot job = read("Pod was active on the node longer than the specified deadline", null);
    assertThat(job.startedAt()).isEmpty();
    assertThat(job.exitCode()).isEmpty();
    assertThat(job.message()).isEqualTo("did not begin within its timeout of 90 s");
    assertThat(job.attempts().getFirst().waited()).contains(Duration.ofMinutes(2));
  }

  @Test
  void aRefusedPodNeverBeganAndNoPodIsAskedFor() {
    cluster.down(true);

    JobSnapshot job =
        read(
            "pods 'x' is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi",
            null);
    assertThat(job.attempts().getFirst().neverBegan()).isTrue();
    assertThat(job.message()).contains("at most 1Gi of memory");
  }
}
