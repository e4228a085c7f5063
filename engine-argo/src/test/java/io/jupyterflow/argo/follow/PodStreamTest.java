package io.jupyterflow.argo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.kubernetes.client.KubeStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PodStreamTest {

  private static KubeStream of(InputStream bytes) {
    return new KubeStream() {
      @Override
      public InputStream bytes() {
        return bytes;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void givesTheJobsBytesWithoutTheExecutors() throws IOException {
    String said = "time=\"now\" level=INFO msg=\"exited\" argo=true error=<nil>\n";
    String text = "one\n" + said + "x".repeat(50_000) + "\nlast" + "\n" + said;
    try (InputStream in =
        new PodStream(of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("one\n" + "x".repeat(50_000) + "\nlast\n");
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  /// Bytes that are made as they are read.
  private static final class Endless extends InputStream {
    private long left = 300_000_000;
    private int most;

    @Override
    public int read() {
      throw new AssertionError("read one by one");
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      most = Math.max(most, length);
      int count = (int) Math.min(left, length);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }

  @Test
  void asksForAPieceAtATime() throws IOException {
    Endless endless = new Endless();
    long read = 0;
    byte[] chunk = new byte[8192];
    try (InputStream in = new PodStream(of(endless))) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        read += count;
      }
    }
    assertThat(read).isEqualTo(300_000_000);
    assertThat(endless.most).isLessThanOrEqualTo(1 << 16);
  }
}
