package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.JobBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The largest plan that is taken fits into the heap of a supervisor, and a larger one is refused.
class PlanLimitTest {

  @TempDir Path folder;

  /// Plans whose jobs take memory each in a way of its own.
  enum Kind {
    SHORT(i -> job(i, new Command.Exec(List.of("true", "" + i)), List.of(), Map.of(), Map.of())),
    WORDS(i -> job(i, new Command.Exec(words(i)), List.of(), Map.of(), Map.of())),
    PARAMETERS(i ->
        job(
            i,
            new Command.Exec(List.of("python", "train.py", "lr=" + i, "wd=" + i)),
            List.of(),
            Map.of("lr", "" + i, "wd", "" + i, "배치", "값" + i),
            Map.of())),
    VARIABLES(i ->
        job(
            i,
            new Command.Shell("train.py > log-" + i),
            List.of(),
            Map.of(),
            Map.of("SEED", "" + i, "RATE", "" + i))),
    CHAIN(i ->
        job(
            i,
            new Command.Exec(List.of("true")),
            i == 0 ? List.of() : List.of("job-" + (i - 1)),
            Map.of(),
            Map.of())),
    LONG(i ->
        job(
            i,
            new Command.Exec(List.of("p", i + "x".repeat(20_000))),
            List.of(),
            Map.of(),
            Map.of())),
    HANGUL(i -> job(i, new Command.Shell(i + "가".repeat(20_000)), List.of(), Map.of(), Map.of()));

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final IntFunction<Job> job;

    Kind(IntFunction<Job> job) {
      this.job = job;
    }

    private static List<String> words(int i) {
      List<String> words = new ArrayList<>(List.of("true"));
      for (int word = 0; word < 40; word++) {
        words.add("" + (i + word));
      }
      return words;
    }

    private static Job job(
        int i,
        Command command,
        List<String> needs,
        Map<String, String> parameters,
        Map<String, String> env) {
      return JobBuilder.of("job-" + i, command)
          .origin("job")
          .needs(needs)
          .parameters(parameters)
          .env(env)
          .build();
    }

    /// The largest plan of this kind.
    Plan largest() {
      List<Job> jobs = new ArrayList<>();
      long bytes = 0;
      while (jobs.size() < Plan.MOST_JOBS) {
        Job next = job.apply(jobs.size());
        bytes += next.footprint() + (next.needs().isEmpty() ? 0 : Plan.joinBytes(next.needs()));
        if (bytes > Plan.MOST_BYTES) {
          break;
        }
        jobs.add(next);
      }
      return new Plan("job", jobs);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSupervisorHasRoomForTheLargestPlanAndAllItsEnds(Kind kind)
      throws IOException, InterruptedException {
    Plan plan = kind.largest();
    assertThat(plan.footprint()).isLessThanOrEqualTo(Plan.MOST_BYTES);
    Path file = folder.resolve("plan.json");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      PlanDocument.write(plan, out);
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                SupervisorProcess.HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Carrier.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(kind + ", " + plan.jobs().size() + " jobs: " + said).isZero();
    assertThat(said.strip()).isEqualTo(plan.jobs().size() + " jobs succeeded");
  }

  /// Reads a plan as a supervisor does, and takes in what would happen to its jobs.
  static final class Carrier {

    private Carrier() {}

    public static void main(String[] arguments) throws IOException {
      Plan plan;
      try (InputStream in =
          new BufferedInputStream(Files.newInputStream(Path.of(arguments[0])), 1 << 16)) {
        plan = PlanDocument.read(in);
      }
      RunStatus status = new RunStatus(plan, Set.of(), null);
      List<Integer> queued = status.takeQueued();
      status.apply(new RunEvent.Owned(1, 1, "host", List.of()));
      for (Job job : plan.jobs()) {
        status.apply(new RunEvent.Started(1, job.name(), 1, List.of()));
        status.apply(
            new RunEvent.Ended(
                2, job.name(), 1, JobState.SUCCEEDED, 0, null, "exit code " + job.name(), 0));
      }
      int done = status.count(JobState.SUCCEEDED);
      System.out.println(Math.max(done, queued.size()) + " jobs succeeded");
    }
  }

  @Test
  void aRunOfAPlanThatIsTooLargeIsNotRunAgain() {
    LocalEngine engine = UsersEngine.of(folder, folder);
    Environment environment = engine.capture();
    Plan large =
        new Plan(
            "job",
            List.of(Job.of("a", words('x'), List.of()), Job.of("b", words('y'), List.of("a"))));
    assertThat(engine.prepare(large, environment, SubmitOptions.DEFAULT).problems())
        .extracting(Problem::code)
        .containsExactly("plan-too-large");
  }

  /// Each word is short enough for a program.
  private static Command words(char letter) {
    return new Command.Exec(Collections.nCopies(1_000, Character.toString(letter).repeat(50_000)));
  }
}
