package io.jupyterflow.argo.submit;

import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeRequest;
import io.jupyterflow.kubernetes.client.KubeStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;

/// A bad line to a server: calls are lost on the way, or their answers are; they arrive twice, or
/// after the caller has given up; the server is busy or fails.
public final class FaultyApi implements KubeApi {

  private final KubeApi api;
  private final Random random;
  private final ExecutorService late;

  /// @param late carries out calls that arrive late
  public FaultyApi(KubeApi api, Random random, ExecutorService late) {
    this.api = api;
    this.random = random;
    this.late = late;
  }

  @Override
  public KubeObject call(KubeRequest request) {
    int fate;
    synchronized (random) {
      fate = random.nextInt(12);
    }
    return switch (fate) {
      case 0 -> throw lost("lost on the way");
      case 1 -> {
        KubeObject answer = api.call(request);
        throw lost("the answer was lost: " + answer.name());
      }
      case 2 -> {
        KubeObject first = api.call(request);
        KubeObject second = api.call(request);
        yield first.tree().isEmpty() ? first : second;
      }
      case 3 -> {
        late.execute(() -> arrive(request));
        throw lost("late");
      }
      case 4 ->
          throw new KubeException.Answered(
              429, 1, new KubeObject(Map.of("message", "too many requests")), "call");
      case 5 ->
          throw new KubeException.Answered(
              503, 0, new KubeObject(Map.of("message", "apiserver not ready")), "call");
      default -> api.call(request);
    };
  }

  @Override
  public KubeStream stream(String path) {
    return api.stream(path);
  }

  @Override
  public void close() {
    api.close();
  }

  private void arrive(KubeRequest request) {
    try {
      KubeObject nobodyReads = api.call(request);
      assert nobodyReads != null;
    } catch (KubeException nobodyHears) {
      return;
    }
  }

  private static KubeException lost(String how) {
    return new KubeException.Unanswered("call", new IOException(how));
  }
}
