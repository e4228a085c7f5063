package io.jupyterflow.argo.follow;

import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Reads the output of one pod into a buffer, so that nobody waits for it.
final class PodOutput {

  private static final int CHUNK = 1 << 14;
  private static final int ROOM = 1 << 22;
  private static final long PAUSE = 150;

  /// Between two attempts to reach what can't be reached, at most.
  private static final long LONGEST_PAUSE = 2_000;

  /// Between two looks at a pod whose container has not begun: many may wait for theirs at once,
  /// and a line is to come within half a second.
  private static final long NOT_BEGUN = 300;

  private final Workflows workflows;
  private final String pod;
  private final BooleanSupplier over;
  private final boolean follow;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final Thread thread;
  private @Nullable KubeStream stream;
  private long received;
  private long pause = PAUSE;
  private boolean ended;
  private boolean gone;
  private KubeException.@Nullable Answered refusal;
  private @Nullable KubeException lost;
  private boolean closed;

  /// @param over whether nothing new can come of this pod
  /// @param follow whether what comes later is wanted, too
  /// @param given how many bytes of it are known already
  PodOutput(Workflows workflows, String pod, BooleanSupplier over, boolean follow, long given) {
    this.received = given;
    this.workflows = workflows;
    this.pod = pod;
    this.over = over;
    this.follow = follow;
    this.thread = Thread.ofVirtual().name("log-" + pod).start(this::read);
  }

  /// What came since the last call.
  synchronized byte[] take() {
    byte[] bytes = buffer.toByteArray();
    buffer.reset();
    notifyAll();
    return bytes;
  }

  /// Whether all was taken and nothing more will come.
  synchronized boolean isEnded() {
    return ended && buffer.size() == 0;
  }

  /// Whether it ended since there is no such pod.
  synchronized boolean isGone() {
    return gone;
  }

  /// Why it may not be read, where that is why it ended; null otherwise.
  synchronized KubeException.@Nullable Answered refusal() {
    return refusal;
  }

  /// Why the last attempt to reach it failed; null where it is reached, or something is left to
  /// take. It is tried again.
  synchronized @Nullable KubeException lost() {
    return buffer.size() == 0 && !ended ? lost : null;
  }

  void close() {
    @Nullable KubeStream open;
    synchronized (this) {
      closed = true;
      open = stream;
    }
    thread.interrupt();
    if (open != null) {
      open.close();
    }
  }

  private void read() {
    try {
      while (!isClosed() && !attempt()) {
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private synchronized void end() {
    ended = true;
  }

  private synchronized void gone() {
    gone = true;
  }

  private synchronized void refused(KubeException.Answered answer) {
    refusal = answer;
  }

  private synchronized void opened(KubeStream open) {
    stream = open;
    lost = null;
    pause = PAUSE;
  }

  private synchronized void answered() {
    lost = null;
    pause = NOT_BEGUN;
  }

  private synchronized void failed(KubeException why) {
    lost = why;
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  }

  private synchronized long received() {
    return received;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Reads from the beginning what was not read before.
  ///
  /// @return whether that was all
  private boolean attempt() throws InterruptedException {
    boolean isLast = !follow || over.getAsBoolean();
    long before = received();
    try (KubeStream open = workflows.api().stream(workflows.log(pod, follow))) {
      opened(open);
      InputStream bytes = open.bytes();
      ExecutorLines job = new ExecutorLines();
      long passed = 0;
      byte[] chunk = new byte[CHUNK];
      for (int count = bytes.read(chunk); count >= 0; count = bytes.read(chunk)) {
        passed = add(job.without(chunk, count), passed);
      }
      add(job.rest(), passed);
      // the stream of a container that ended ends too, and one that is not followed
      return true;
    } catch (KubeException.Answered e) {
      if (Workflows.hasNotBegun(e)) {
        answered();
        return isLast;
      }
      if (e.isPassing()) {
        failed(e);
        return false;
      }
      if (e.isNotFound()) {
        gone();
      } else {
        refused(e);
      }
      return true;
    } catch (KubeException e) {
      failed(e);
      return false;
    } catch (IOException cut) {
      if (received() == before) {
        failed(new KubeException.Unanswered("GET the output of " + pod, cut));
      }
      return false;
    } finally {
      synchronized (this) {
        stream = null;
      }
    }
  }

  /// Takes what was not received before.
  ///
  /// @param passed how many bytes of this reading came before
  /// @return how many of it came with these
  private synchronized long add(byte[] bytes, long passed) throws InterruptedException {
    int known = Math.clamp(received - passed, 0, bytes.length);
    while (buffer.size() > ROOM && !closed) {
      wait();
    }
    buffer.write(bytes, known, bytes.length - known);
    received += bytes.length - known;
    return passed + bytes.length;
  }
}
