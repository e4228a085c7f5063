package io.jupyterflow.core.workflowfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Whatever a file holds, planning it comes to a plan or to problems. `-Dfuzz.files=N` says how
/// many files, `-Dfuzz.seed=N` repeats a run; the profile `fuzz` takes a million.
class WorkflowFileFuzzTest {

  private static final int BATCH = 1_000;

  /// Small, so that sweeps stay cheap: what is tested is the file's reader.
  private static final PlanOptions OPTIONS = PlanOptionsBuilder.defaults().maxVariants(50).build();

  @Test
  void anyFileHasAnAnswer() {
    int files = Integer.getInteger("fuzz.files", 20_000);
    long seed = Long.getLong("fuzz.seed", new Random().nextLong());
    Random random = new Random(seed);
    FileMutator mutator = new FileMutator(random);
    AtomicReference<byte[]> current = new AtomicReference<>(new byte[0]);
    for (int done = 0; done < files; done += BATCH) {
      // Not a measure of speed: a batch takes a second, and a file without end never ends.
      assertTimeoutPreemptively(
          Duration.ofMinutes(5),
          () -> {
            for (int i = 0; i < BATCH; i++) {
              byte[] file = mutator.next();
              current.set(file);
              try {
                check(file);
              } catch (Throwable e) {
                throw new AssertionError(describe(seed, file), e);
              }
            }
          },
          () -> describe(seed, current.get()));
    }
  }

  private static void check(byte[] file) {
    PlanResult planned = WorkflowFilePlanner.plan("w.yaml", file, Files.FACTS, OPTIONS).planned();
    if (planned.plan() == null) {
      assertThat(planned.problems()).isNotEmpty();
    }
    for (Problem problem : planned.problems()) {
      assertThat(problem.message()).isNotBlank();
      assertThat(problem.code()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      if (problem.where() != null) {
        assertThat(problem.where().source()).isEqualTo("w.yaml");
      }
    }
  }

  private static String describe(long seed, byte[] file) {
    return "seed " + seed + ", file:\n" + new String(file, StandardCharsets.UTF_8);
  }
}
