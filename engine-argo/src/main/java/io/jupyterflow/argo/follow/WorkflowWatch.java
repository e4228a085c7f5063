package io.jupyterflow.argo.follow;

import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Keeps the newest version of one Workflow at hand, by a watch that outlives lost connections,
/// restarts of the API server and versions that it has forgotten. Safe for threads.
///
/// It ends by itself when the run is over, when the Workflow is deleted, and when nobody has asked
/// for a while; it begins again when somebody asks.
public final class WorkflowWatch {

  private static final long IDLE_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long FIRST_PAUSE = 100;
  private static final long LONGEST_PAUSE = 5_000;

  private final Workflows workflows;
  private final String id;

  private @Nullable KubeObject newest;
  private boolean gone;
  private long changes;
  private long lostSince;
  private long asked;
  private long closes;
  private @Nullable Thread thread;
  private @Nullable KubeStream stream;

  /// @param first the object as it was last read
  public WorkflowWatch(Workflows workflows, KubeObject first) {
    this.workflows = workflows;
    this.id = first.name();
    this.newest = first;
  }

  /// What is known now.
  ///
  /// @param workflow null where it was deleted
  /// @param changes grows with every change
  /// @param lostFor how long the API server has not answered, or only that it can't, 0 where it
  ///   does
  public record State(@Nullable KubeObject workflow, long changes, Duration lostFor) {}

  /// What is known now; the watch is begun or goes on.
  public synchronized State now() {
    asked = System.nanoTime();
    if (!isOver() && (thread == null || !thread.isAlive())) {
      thread = Thread.ofVirtual().name("watch-" + id).start(this::follow);
    }
    return new State(
        gone ? null : newest,
        changes,
        lostSince == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lostSince));
  }

  /// Waits for a change, or until the watch is closed: who still wants to know asks again, and the
  /// watch begins again.
  ///
  /// @param known the changes that are known already
  public synchronized State await(long known, Duration patience) throws InterruptedException {
    State state = now();
    long deadline = System.nanoTime() + patience.toNanos();
    long before = closes;
    while (changes == known && closes == before && !isOver()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return changes == known ? state : now();
  }

  /// Puts in a version that was read elsewhere, where it is not older.
  public synchronized void seen(KubeObject workflow) {
    KubeObject before = newest;
    if (before == null || !before.resourceVersion().equals(workflow.resourceVersion())) {
      set(workflow);
    }
  }

  /// Ends the connection, and the waiting of all who wait.
  public void close() {
    @Nullable KubeStream open;
    @Nullable Thread running;
    synchronized (this) {
      open = stream;
      running = thread;
      // one that ends still looks alive: everyone who asks now needs another
      stream = null;
      thread = null;
      closes++;
      notifyAll();
    }
    if (running != null) {
      running.interrupt();
    }
    if (open != null) {
      open.close();
    }
  }

  private synchronized boolean isOver() {
    KubeObject workflow = newest;
    return gone || (workflow != null && WorkflowReader.state(workflow).isTerminal());
  }

  private synchronized boolean isIdle() {
    return System.nanoTime() - asked > IDLE_NANOS;
  }

  private synchronized void set(@Nullable KubeObject workflow) {
    gone = workflow == null;
    newest = workflow;
    changes++;
    notifyAll();
  }

  /// Takes in what the server told, unless another follows by now and was told something newer.
  private synchronized void told(@Nullable KubeObject workflow) {
    if (isFollowing()) {
      set(workflow);
    }
  }

  private synchronized void reached() {
    lostSince = 0;
  }

  private synchronized void lost() {
    if (isFollowing()) {
      lostSince = lostSince == 0 ? System.nanoTime() : lostSince;
    }
  }

  /// Whether this thread is the one that keeps the newest version at hand: not after a close.
  private synchronized boolean isFollowing() {
    return Thread.currentThread().equals(thread);
  }

  private void follow() {
    long pause = FIRST_PAUSE;
    boolean read = false;
    String version = version();
    while (!isOver() && !isIdle() && isFollowing()) {
      try {
        if (read) {
          Workflows.Listed now = workflows.listed(id);
          told(now.workflow());
          version = now.version();
          reached();
        }
        // what a stream says at its end may be old: what it missed is read before the next
        read = true;
        if (!isOver() && stream(version)) {
          pause = FIRST_PAUSE;
        }
      } catch (IOException | KubeException | IllegalArgumentException e) {
        // what is before a server that is away answers for it: that it is unavailable
        if (!(e instanceof KubeException.Answered answer) || answer.isPassing()) {
          lost();
        }
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
  }

  private synchronized String version() {
    KubeObject workflow = newest;
    return workflow == null ? "" : workflow.resourceVersion();
  }

  /// Reads one stream to its end.
  ///
  /// @return whether anything came
  private boolean stream(String version) throws IOException {
    boolean any = false;
    try (KubeStream open = workflows.api().stream(workflows.watch(id, version));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(open.bytes(), StandardCharsets.UTF_8))) {
      if (!opened(open)) {
        return false;
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        KubeObject event = KubeObject.parse(line);
        reached();
        switch (event.text("type")) {
          case "ADDED", "MODIFIED" -> told(event.object("object"));
          case "DELETED" -> told(null);
          case "ERROR" -> {
            return any; // most likely, the version is too old
          }
          default -> {}
        }
        any = true;
        if (isOver() || isIdle() || !isFollowing()) {
          return true;
        }
      }
    } finally {
      ended();
    }
    return any;
  }

  /// Notes the stream that is read.
  ///
  /// @return false where the watch was closed meanwhile
  private synchronized boolean opened(KubeStream open) {
    if (!isFollowing()) {
      return false;
    }
    stream = open;
    lostSince = 0;
    return true;
  }

  private synchronized void ended() {
    if (isFollowing()) {
      stream = null;
    }
  }
}
