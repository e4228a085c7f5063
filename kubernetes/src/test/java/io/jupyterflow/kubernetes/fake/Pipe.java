package io.jupyterflow.kubernetes.fake;

import io.jupyterflow.kubernetes.client.KubeStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;

/// Bytes from any thread to one that waits for them.
public final class Pipe extends InputStream implements KubeStream {

  private final ArrayDeque<Byte> bytes = new ArrayDeque<>();
  private boolean ended;
  private boolean closed;

  public synchronized void write(byte[] more) {
    for (byte each : more) {
      bytes.add(each);
    }
    notifyAll();
  }

  public synchronized void end() {
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
