package io.jupyterflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExitStatusTest {

  private static String bash(String command) throws IOException {
    Process process = new ProcessBuilder("bash", "-c", command).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void signalsHaveTheNamesThatBashKnows() throws IOException {
    for (int signal = 1; signal <= 64; signal++) {
      String name = ExitStatus.signalName(signal);
      if (!name.isEmpty()) {
        assertThat(bash("kill -l " + signal)).isEqualTo(name);
      }
    }
    assertThat(ExitStatus.signalName(0)).isEmpty();
  }

  @Test
  void exitCodesAreThoseOfTheShell() throws IOException {
    assertThat(bash("sh -c 'kill -KILL $$'; echo $?")).isEqualTo("" + ExitStatus.KILLED);
    assertThat(bash("sh -c 'kill -TERM $$'; echo $?")).isEqualTo("" + ExitStatus.TERMINATED);
    assertThat(bash("no-such-program 2>&-; echo $?")).isEqualTo("" + ExitStatus.NOT_FOUND);
    assertThat(bash("/etc 2>&-; echo $?")).isEqualTo("" + ExitStatus.NOT_EXECUTABLE);
    assertThat(ExitStatus.signal(ExitStatus.KILLED)).isEqualTo(9);
    assertThat(ExitStatus.signal(128)).isZero();
    assertThat(ExitStatus.signal(255)).isZero();
  }
}
