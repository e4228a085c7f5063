package io.jupyterflow.argo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.api.EndWords;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptEndTest {

  private static final Job JOB = Job.of("a", new Command.Shell("true"), List.of());
  private static final AttemptEnd.Circumstances USUAL = new AttemptEnd.Circumstances(false, false);

  private static AttemptEnd end(String message) {
    Node node = Node.of(new KubeObject(Map.of("phase", "Failed", "message", message)));
    return AttemptEnd.of(node, JOB, USUAL);
  }

  @ParameterizedTest
  @CsvSource({
    "Pod was active on the node longer than the specified deadline, TIMEOUT",
    "Step exceeded its deadline, TIMEOUT",
    "DeadlineExceeded, TIMEOUT",
    "The node was low on resource: memory, PREEMPTED",
    "Evicted, PREEMPTED",
    "Preempted in order to admit critical pod, PREEMPTED",
    "TaintManagerEviction: deleting pod, PREEMPTED",
    "pod deleted, LOST",
    "OOMKilled (exit code 137), OOM",
    "main: Error (exit code 3), FAILED"
  })
  void theCauseIsKnownByTheWordsOfTheController(String message, RetryCause cause) {
    assertThat(end(message).cause()).isEqualTo(cause);
  }

  /// The controller decides by the same words whether it tries the job again.
  @Test
  void everyWordThatIsARetrysCauseIsTheJobsCause() {
    for (RetryCause cause : RetryCause.values()) {
      for (String word : EndWords.of(cause)) {
        assertThat(end("the controller says: " + word).cause()).as(word).isEqualTo(cause);
      }
    }
  }

  @Test
  void aHelperThatRanOutOfMemoryIsNotTheJob() {
    for (String helper : EndWords.HELPERS) {
      assertThat(end(helper + ": OOMKilled (exit code 137)").cause()).isEqualTo(RetryCause.FAILED);
    }
  }
}
