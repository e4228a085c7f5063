package io.jupyterflow.argo.fake;

import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeStream;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import io.jupyterflow.kubernetes.fake.Pipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Takes up each new Workflow of a [FakeCluster] and sees it to its end.
public final class FakeController implements AutoCloseable {

  private final FakeCluster cluster;
  private final Path folder;
  private final Map<String, FakePod> pods = new ConcurrentHashMap<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile String missingAccount = "";
  private volatile @Nullable KubeException noOutput;
  private volatile String unreadText = "";

  /// @param folder for the output of pods
  public FakeController(FakeCluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
    cluster.logs(this::log);
    cluster.onWorkflow(workflow -> {
      if (!closed) {
        threads.add(Thread.ofVirtual().start(() -> work(workflow)));
      }
    });
  }

  private void work(KubeObject workflow) {
    String path =
        "/apis/argoproj.io/v1alpha1/namespaces/"
            + workflow.text("metadata", "namespace")
            + "/workflows/"
            + workflow.name();
    FakeRun run = new FakeRun(workflow, this);
    try {
      while (!closed && !run.isOver()) {
        Optional<KubeObject> now = cluster.find(path);
        if (now.isEmpty()) {
          run.abandon();
          return;
        }
        if (!now.get().isTrue("spec", "suspend")) {
          run.step(now.get());
          cluster.change(path, run::written);
        }
        Thread.sleep(15);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      run.abandon();
    }
  }

  /// Has the cluster refuse pods under an account, as if it was not there.
  public void withoutAccount(String name) {
    missingAccount = name;
  }

  /// Why the cluster takes no pod under an account, in its words; empty where it does.
  String refusal(String pod, String namespace, String account) {
    return missingAccount.isEmpty() || !account.equals(missingAccount)
        ? ""
        : "pods \"%s\" is forbidden: error looking up service account %s/%s: serviceaccount \"%s\" not found"
            .formatted(pod, namespace, account, account);
  }

  /// Starts a pod.
  FakePod start(String name, String namespace, KubeObject container, long seconds) {
    Map<String, Map<String, String>> secrets = new HashMap<>();
    cluster
        .all("/api/v1/namespaces/" + namespace + "/secrets")
        .forEach(secret -> secrets.put(secret.name(), values(secret)));
    FakePod pod = new FakePod(container, secrets, folder.resolve(name + ".log"), seconds);
    pods.put(name, pod);
    return pod;
  }

  private static Map<String, String> values(KubeObject secret) {
    Map<String, String> values = new LinkedHashMap<>(secret.texts("stringData"));
    secret
        .texts("data")
        .forEach((key, text) ->
            values.put(key, new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)));
    return values;
  }

  /// Has the cluster say no to all who ask for the output of pods.
  public void withoutOutput(KubeException answer) {
    noOutput = answer;
  }

  /// Has the cluster say so of the output of those pods alone that printed a text.
  public void withoutOutput(String text, KubeException answer) {
    unreadText = text;
    noOutput = answer;
  }

  /// Has it answer them again.
  public void withOutput() {
    noOutput = null;
  }

  private Optional<KubeStream> log(String name, boolean follow) {
    KubeException answer = noOutput;
    if (answer != null && hasPrinted(name, unreadText)) {
      throw answer;
    }
    FakePod pod = pods.get(name);
    if (pod == null) {
      return Optional.empty();
    }
    Pipe pipe = new Pipe();
    Thread.ofVirtual().start(() -> copy(pod, pipe, follow));
    return Optional.of(pipe);
  }

  private boolean hasPrinted(String pod, String text) {
    try {
      return text.isEmpty() || Files.readString(folder.resolve(pod + ".log")).contains(text);
    } catch (IOException nothing) {
      return false;
    }
  }

  private static void copy(FakePod pod, Pipe pipe, boolean follow) {
    try {
      pod.copyTo(pipe, follow);
    } catch (IOException e) {
      pipe.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Forgets a pod, as garbage collection does.
  public void collect(String pod) {
    pods.remove(pod);
  }

  @Override
  public void close() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pods.values().forEach(FakePod::kill);
  }
}
