package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of values that no file keeps when a run's supervisor is killed.
final class WithheldTest {

  private static final String URL = "postgres://u:s3cr3t@h/db";

  @TempDir Path home;
  @TempDir Path work;
  private final ProcessTable processes = ProcessTable.ofThisMachine();

  @Test
  void aTakeoverPassesItsOwnValueOfASecret() throws IOException {
    String id = killedBetweenItsJobs();

    String printed = end(id, engine(Map.of("DATABASE_URL", URL)));

    assertThat(printed).isEqualTo("url=" + URL + "\n");
  }

  @Test
  void aTakeoverWithoutTheSecretSaysSo() throws IOException {
    String id = killedBetweenItsJobs();

    String printed = end(id, engine(Map.of()));

    assertThat(printed).isEqualTo("url=unset\n");
    assertThat(folder(id).supervisorLog()).content().contains("DATABASE_URL is not set");
  }

  private String killedBetweenItsJobs() throws IOException {
    LocalEngine first = engine(Map.of("DATABASE_URL", URL));
    List<Job> jobs =
        List.of(
            Job.of("a", new Command.Shell("until test -e go; do sleep 0.05; done"), List.of()),
            Job.of("b", new Command.Shell("echo url=${DATABASE_URL-unset}"), List.of("a")));
    String id =
        first.prepare(new Plan("w", jobs), first.capture(), SubmitOptions.DEFAULT).submit().id();
    Leases leases = new Leases(folder(id), processes);
    Until.holds("it has an owner", () -> folder(id).attempt("a", 1).launcher().isPresent());
    leases
        .owner(leases.latestEpoch())
        .ifPresent(owner ->
            ProcessHandle.of(owner.process().pid()).ifPresent(ProcessHandle::destroyForcibly));
    Until.holds("it has none", () -> !leases.isOwned());
    Files.createFile(work.resolve("go"));
    return id;
  }

  private String end(String id, LocalEngine next) throws IOException {
    Until.holds("it ends", () -> next.run(id).state().isTerminal());
    return Files.readString(folder(id).attempt("b", 1).log());
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
