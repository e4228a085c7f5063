package io.jupyterflow.argo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.Between;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who waits for a run whose watch is closed.
class WorkflowWatchTest {

  private static final String WORKFLOWS = "/apis/argoproj.io/v1alpha1/namespaces/hub/workflows";
  private static final Duration LONGER_THAN_ANY_TEST = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FakeCluster cluster = new FakeCluster("hub");
  private final List<Thread> threads = new ArrayList<>();
  private WorkflowWatch watch;
  private volatile int code = 200;

  @BeforeEach
  void begin() {
    KubeObject workflow =
        cluster.create(
            WORKFLOWS,
            KubeObject.EMPTY
                .with("metadata", Map.of("name", "a-1"))
                .with("status", Map.of("phase", "Running")));
    KubeApi api = Between.of(cluster, call -> answer(), Between.NOTHING);
    watch = new WorkflowWatch(new Workflows(api, "hub"), workflow);
  }

  @AfterEach
  void end() throws InterruptedException {
    watch.close();
    cluster.close();
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }

  /// What stands before the API server, and answers for it while that is away.
  private void answer() {
    if (code >= 400) {
      throw FakeCluster.answer(code, "", "no healthy upstream");
    }
  }

  private void await(Predicate<WorkflowWatch.State> wanted) {
    Until.answers("the state of the watch", watch::now, wanted);
  }

  /// Waits for a change in a thread of its own.
  private Thread waiting(AtomicReference<WorkflowWatch.@Nullable State> told) {
    long known = watch.now().changes();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                told.set(watch.await(known, LONGER_THAN_ANY_TEST));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    threads.add(thread);
    Until.holds("the thread's wait", () -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  @Test
  void aCloseEndsTheWaiting() throws InterruptedException {
    AtomicReference<WorkflowWatch.@Nullable State> told = new AtomicReference<>();
    Thread waiting = waiting(told);

    watch.close();

    assertThat(waiting.join(PATIENCE)).as("woken").isTrue();
    assertThat(told.get()).isNotNull();
  }

  @Test
  void aWatchThatIsAskedAfterACloseStartsAgain() throws InterruptedException {
    AtomicReference<WorkflowWatch.@Nullable State> told = new AtomicReference<>();
    watch.now();
    watch.close();
    Thread waiting = waiting(told);

    cluster.delete(WORKFLOWS + "/a-1");

    assertThat(waiting.join(PATIENCE)).as("told").isTrue();
    assertThat(told.get()).isNotNull().extracting(WorkflowWatch.State::workflow).isNull();
  }

  @Test
  void aServerThatOthersAnswerForIsSilentUntilItIsBack() {
    watch.now();

    code = 503;
    cluster.forget(); // ends the stream
    await(state -> state.lostFor().isPositive());

    code = 200;
    await(state -> state.lostFor().isZero());
  }
}
