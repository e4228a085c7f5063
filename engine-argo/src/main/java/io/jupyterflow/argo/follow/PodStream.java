package io.jupyterflow.argo.follow;

import io.jupyterflow.kubernetes.client.KubeStream;
import java.io.IOException;
import java.io.InputStream;

/// The output of a pod as its job wrote it, read as it comes: it may be longer than there is
/// memory.
final class PodStream extends InputStream {

  private static final int CHUNK = 1 << 14;

  private final KubeStream from;
  private final InputStream bytes;
  private final ExecutorLines job = new ExecutorLines();
  private final byte[] chunk = new byte[CHUNK];
  private byte[] ready = new byte[0];
  private int taken;
  private boolean ended;

  PodStream(KubeStream from) {
    this.from = from;
    this.bytes = from.bytes();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    while (taken == ready.length && !ended) {
      int count = bytes.read(chunk);
      ended = count < 0;
      ready = ended ? job.rest() : job.without(chunk, count);
      taken = 0;
    }
    int count = Math.min(length, ready.length - taken);
    System.arraycopy(ready, taken, to, offset, count);
    taken += count;
    return count == 0 && length > 0 ? -1 : count;
  }

  @Override
  public void close() {
    from.close();
  }
}
