package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shells whose limits leave a JVM too little: never exit code 1, which is a failed run's.
class LimitsTest {

  @TempDir Path empty;

  private record Ended(int status, String said) {}

  private Ended shell(String text) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "jdk=$1 app=$2; . \"$0\"; " + text,
                Checkout.ROOT.resolve("dist/launch").toString(),
                System.getProperty("java.home"),
                empty.toString())
            .directory(empty.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @ParameterizedTest
  @CsvSource({
    "ulimit -v 3000000, 3000000 KiB of memory, ulimit -v 4000000",
    "ulimit -n 30, 30 open files, ulimit -n 64"
  })
  void aTooSmallLimitIsReportedWithTheLineThatRaisesIt(String limit, String what, String line)
      throws Exception {
    Ended ended = shell(limit + "; launch -XX:+UseSerialGC Main ps");

    assertThat(ended.said()).contains("allows only " + what).endsWith("Raise it: " + line + "\n");
    assertThat(ended.status()).isEqualTo(6);
    assertThat(empty).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "unlimited unlimited unlimited",
    "4000000 64 1024",
    "unlimited 1024 96365",
    // of few processes, enough are left
    "unlimited 1024 1023",
    // a shell that doesn't tell
    "''"
  })
  void aLimitThatIsEnoughIsNotReported(String limits) throws Exception {
    assertThat(shell("limits " + limits + "; echo on")).isEqualTo(new Ended(0, "on\n"));
  }

  @Test
  void tooFewProcessesAreFoundByATry() throws Exception {
    Ended ended = shell("jdk=/nowhere; limits unlimited unlimited 10; echo on");

    assertThat(ended.said()).contains("allows only 10 processes").endsWith("ulimit -u 1024\n");
    assertThat(ended.status()).isEqualTo(6);
  }
}
