package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of the user's variables reaches jobs, and where their values are not.
final class JobVariablesTest {

  @TempDir Path home;
  @TempDir Path work;

  @Test
  void oddVariablesStandInNoProcessesArguments() throws IOException {
    LocalEngine odd =
        engine(Map.of("my.key", "odd-value", "BASH_FUNC_f%%", "() {  echo odd-value\n}"));
    String look = "f; tr '\\0' '\\n' </proc/$PPID/cmdline";

    String printed = printed(odd, new Command.Exec(List.of("bash", "-c", look)));

    assertThat(printed).startsWith("odd-value\n").contains("\njupyterflow\n");
    assertThat(printed.indexOf("odd-value", 1)).isNegative();
    assertThat(printed(odd, new Command.Exec(List.of("env")))).contains("my.key=odd-value\n");
  }

  @Test
  void secretsInValuesReachJobsAndNoFile() throws IOException {
    LocalEngine engine =
        engine(
            Map.of(
                "DATABASE_URL", "postgres://u:s3cr3t-value@h/db",
                "HTTP_PROXY", "http://u:s3cr3t-value@proxy:3128",
                "JOB_HEADER", "Authorization: Bearer s3cr3t-value",
                "PLAIN_URL", "postgres://u@h/db"));

    String printed =
        printed(
            engine, new Command.Shell("echo $DATABASE_URL; echo $HTTP_PROXY; echo $JOB_HEADER"));

    assertThat(printed)
        .isEqualTo(
            """
            postgres://u:s3cr3t-value@h/db
            http://u:s3cr3t-value@proxy:3128
            Authorization: Bearer s3cr3t-value
            """);
    String id = engine.ids().getFirst();
    assertThat(folder(id).environment())
        .content()
        .contains("postgres://u@h/db", "\"DATABASE_URL\"")
        .doesNotContain("s3cr3t-value");
    Environment again = engine.environment(id);
    assertThat(again.variables()).containsEntry("DATABASE_URL", "postgres://u:s3cr3t-value@h/db");
    assertThat(engine.differences(id, again)).isEmpty();
    LocalEngine bare = engine(Map.of());
    assertThat(bare.differences(id, bare.environment(id)))
        .containsExactlyInAnyOrder(
            "DATABASE_URL is not set", "HTTP_PROXY is not set", "JOB_HEADER is not set");
  }

  /// What a job of the command prints.
  private String printed(LocalEngine engine, Command command) throws IOException {
    Plan plan = new Plan("v", List.of(Job.of("a", command, List.of())));
    String id = engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();
    assertThat(Finish.of(engine, id, Duration.ofMinutes(2)).state()).isEqualTo(RunState.SUCCEEDED);
    return Files.readString(folder(id).attempt("a", 1).log());
  }

  private RunFolder folder(String id) {
    return new RunFolder(home.resolve(".jupyterflow/runs").resolve(id));
  }

  private LocalEngine engine(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("HOME", home.toString());
    variables.put("PATH", System.getenv("PATH"));
    return new LocalEngine(variables, work, Clock.systemUTC());
  }
}
