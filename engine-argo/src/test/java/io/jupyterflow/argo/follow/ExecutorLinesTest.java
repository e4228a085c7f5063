package io.jupyterflow.argo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExecutorLinesTest {

  private static final String SAID =
      "time=\"2026-11-24T11:50:00.000Z\" level=INFO msg=\"sub-process exited\" argo=true"
          + " error=<nil>\n";

  /// However the bytes are cut on their way.
  private static String without(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String whole = inParts(bytes, Math.max(1, bytes.length));
    for (int size = 1; size <= bytes.length; size++) {
      assertThat(inParts(bytes, size)).as("in parts of %s", size).isEqualTo(whole);
    }
    return whole;
  }

  private static String inParts(byte[] bytes, int size) {
    ExecutorLines lines = new ExecutorLines();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int from = 0; from < bytes.length; from += size) {
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length));
      out.writeBytes(lines.without(part, part.length));
    }
    out.writeBytes(lines.rest());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void leavesOutWhatTheExecutorSays() {
    assertThat(without("one\n" + SAID + "two\n" + SAID + "Error: exit status 3\n"))
        .isEqualTo("one\ntwo\n");
    assertThat(without("no line end" + SAID)).isEqualTo("no line end" + SAID);
    assertThat(without(SAID)).isEmpty();
  }

  @Test
  void keepsWhatTheJobSaysLikewise() {
    String job = "time=3 loss=0.5\ntime\nError: exit status 4\nErr\n\nEi, time=1 argo=true\n한글\n";

    assertThat(without(job)).isEqualTo(job);
    assertThat(without(job + "Error: exit status 4\n" + SAID + "Error: exit status 4\n"))
        .isEqualTo(job + "Error: exit status 4\n");
    assertThat(without("tim")).isEqualTo("tim");
    assertThat(without("Error: exit status 1")).isEqualTo("Error: exit status 1");
  }
}
