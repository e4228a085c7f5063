package io.jupyterflow.argo.fake;

import io.jupyterflow.argo.kube.KubeStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;

/// Bytes from any thread to one that waits for them.
final class Pipe extends InputStream implements KubeStream {

  private final ArrayDeque<Byte> bytes = new ArrayDeque<>();
  private boolean ended;
  private boolean closed;

  synchronized void write(byte[] more) {
    for (byte each : more) {
      bytes.add(each);
    }
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public InputStream bytes() {
    return this;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int from, int length) throws IOException {
    while (bytes.isEmpty() && !ended && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    if (closed) {
      throw new IOException("closed");
    }
    if (bytes.isEmpty()) {
      return -1;
    }
    int count = 0;
    while (count < length && !bytes.isEmpty()) {
      into[from + count] = bytes.remove();
      count++;
    }
    return count;
  }
}
