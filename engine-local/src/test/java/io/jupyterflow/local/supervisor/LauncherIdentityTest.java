package io.jupyterflow.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.runfolder.AttemptFolder;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.process.ProcessTable;
import io.jupyterflow.local.spawn.JobLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real launcher, and processes that have its number but are not it.
final class LauncherIdentityTest {

  @TempDir Path temp;

  private final ProcessTable processes = ProcessTable.ofThisMachine();
  private AttemptFolder attempt;
  private Process launcher;

  @BeforeEach
  void launch() throws IOException {
    attempt = new AttemptFolder(Files.createDirectory(temp.resolve("an attempt (한글)")));
    List<String> words =
        JobLauncher.of(processes).words(attempt.path().toString(), List.of("sh", "-c", "read end"));
    launcher = new ProcessBuilder(words).start();
    Until.holds(
        "the log of a launcher that lives",
        () -> {
          assertThat(launcher.isAlive()).isTrue();
          return Files.exists(attempt.log());
        });
  }

  @AfterEach
  void end() throws InterruptedException, IOException {
    launcher.getOutputStream().close();
    launcher.waitFor();
  }

  private ProcessIdentity identity() throws IOException {
    return LauncherIdentity.of(attempt, processes).orElseThrow();
  }

  private void write(String started) throws IOException {
    Files.writeString(attempt.started(), started);
  }

  @Test
  void launcherIsKnownWhileItLives() throws Exception {
    ProcessIdentity identity = identity();
    assertThat(identity.pid()).isEqualTo(launcher.pid());
    assertThat(processes.isAlive(identity)).isTrue();

    end();

    assertThat(processes.isAlive(identity)).isFalse();
    assertThat(processes.isAlive(identity())).isFalse();
    assertThat(attempt.exitCode()).contains(1);
  }

  @Test
  void anotherProcessWithItsNumberIsNotTakenForIt() throws IOException {
    String self = "" + ProcessHandle.current().pid();
    write(processes.boot() + " " + processes.pidNamespace() + " " + self + "\n");

    assertThat(processes.isAlive(identity())).isFalse();
  }

  @Test
  void theLauncherOfAnotherAttemptIsNotTakenForIt() throws IOException {
    AttemptFolder other =
        new AttemptFolder(Files.createDirectory(temp.resolve("an attempt (한글)-2")));
    Files.copy(attempt.started(), other.started());

    assertThat(processes.isAlive(LauncherIdentity.of(other, processes).orElseThrow())).isFalse();
  }

  @Test
  void oneOfAnotherBootOrNamespaceIsNotJudged() throws IOException {
    write("another-boot " + processes.pidNamespace() + " " + launcher.pid() + "\n");

    assertThat(processes.canJudge(identity())).isFalse();
    assertThat(identity().pid()).isEqualTo(launcher.pid());
  }

  @Test
  void tornLineSaysNothing() throws IOException {
    write(processes.boot() + " " + processes.pidNamespace() + " 12");

    assertThat(LauncherIdentity.of(attempt, processes)).isEmpty();
  }

  @Test
  void startTimeThatIsWrittenDownCounts() throws IOException {
    long ticks = processes.stat(launcher.pid()).orElseThrow().startTicks();
    String here = processes.boot() + " " + processes.pidNamespace() + " " + launcher.pid() + " ";
    write(here + ticks + "\n");
    assertThat(processes.isAlive(identity())).isTrue();

    write(here + (ticks - 1) + "\n");
    assertThat(processes.isAlive(identity())).isFalse();
  }
}
