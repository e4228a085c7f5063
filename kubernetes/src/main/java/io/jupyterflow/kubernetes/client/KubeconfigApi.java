package io.jupyterflow.kubernetes.client;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.JsonTree;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The API server that a kubeconfig file names, with all the ways such a file knows to sign in:
/// certificates, tokens, programs, identity providers.
///
/// Those come from the Kubernetes client library; its object model is not used. It costs half a
/// second to load, so a pod's own server is called without it. Safe for threads.
public final class KubeconfigApi implements KubeApi {

  private static final int UNAUTHORIZED = 401;
  private static final int KEPT = 3;

  /// Between a program that failed and its next try: it may ask, and many may call at once.
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Path file;
  private final Duration patience;
  private final InstantSource clock;

  /// What the file said at first: one who names another context meanwhile moves no run there.
  private final @Nullable Kubeconfig context;

  /// Of the sessions so far; what the older ones opened may still be read.
  private final Deque<KubernetesClient> clients = new ArrayDeque<>();

  private volatile KubeconfigSession session;
  private @Nullable IOException failure;
  private Instant failedAt = Instant.MIN;

  private KubeconfigApi(Path file, Duration patience, InstantSource clock) throws IOException {
    this.file = file;
    this.patience = patience;
    this.clock = clock;
    this.context = Kubeconfig.read(file).orElse(null);
    this.session = open();
  }

  /// A client for the current context of a file.
  ///
  /// @param patience how long to wait for an answer
  /// @throws JupyterFlowException.Refused where the file can't be read or names no cluster, or its
  ///   program doesn't sign in; what is in it is not said, for it holds secrets
  public static KubeconfigApi of(Path kubeconfig, Duration patience) {
    return of(kubeconfig, patience, InstantSource.system());
  }

  /// @param clock says whether a sign-in is over
  static KubeconfigApi of(Path kubeconfig, Duration patience, InstantSource clock) {
    try {
      return new KubeconfigApi(kubeconfig, patience, clock);
    } catch (IOException e) {
      throw KubeconfigSession.unusable(kubeconfig, String.valueOf(e.getMessage()), "", e);
    }
  }

  private KubeconfigSession open() throws IOException {
    KubeconfigSession opened = KubeconfigSession.open(file, context, patience, clock.instant());
    clients.add(opened.client());
    if (clients.size() > KEPT) {
      // who still reads from it is cut off, and reads on with a newer one
      KubernetesClient oldest = clients.remove();
      Thread.ofVirtual().start(oldest::close);
    }
    return opened;
  }

  /// The session in force, a new one where its sign-in is over.
  private KubeconfigSession session(String call) {
    KubeconfigSession now = session;
    return now.isOver(clock.instant()) ? renewed(now, call) : now;
  }

  private synchronized KubeconfigSession renewed(KubeconfigSession old, String call) {
    if (!session.equals(old)) {
      return session;
    }
    IOException last = failure;
    if (last != null && clock.instant().isBefore(failedAt.plus(PAUSE))) {
      throw new KubeException.Unanswered(call, last);
    }
    try {
      session = open();
      failure = null;
    } catch (IOException e) {
      failure = e;
      failedAt = clock.instant();
      throw new KubeException.Unanswered(call, e); // as long as runs are followed, tried again
    }
    return session;
  }

  /// The namespace of the current context, `default` where it has none.
  public String namespace() {
    String namespace = session.client().getNamespace();
    return namespace == null ? "default" : namespace;
  }

  @Override
  public KubeObject call(KubeRequest request) {
    try (InputStream in = opened(request)) {
      return new KubeObject(JsonTree.object(in));
    } catch (IllegalArgumentException | IOException e) {
      throw new KubeException.Unanswered(request.toString(), e);
    }
  }

  @Override
  public KubeStream stream(String path) {
    return new Streamed(opened(KubeRequest.streamed(path)));
  }

  private record Streamed(InputStream bytes) implements KubeStream {
    @Override
    public synchronized void close() {
      try {
        bytes.close();
      } catch (IOException closedAlready) {
        return;
      }
    }
  }

  private static HttpRequest sent(KubeRequest request, KubernetesClient client) {
    KubeObject body = request.body();
    String text = body == null ? null : JsonText.line(body.tree());
    String url = client.getMasterUrl().toString();
    return client
        .getHttpClient()
        .newHttpRequestBuilder()
        .uri(url.replaceFirst("/$", "") + request.path())
        .header("Accept", request.accept())
        .method(request.method().name(), text == null ? null : KubeRequest.JSON, text)
        .build();
  }

  private InputStream opened(KubeRequest request) {
    String call = request.toString();
    KubeconfigSession now = session(call);
    try {
      return opened(request, call, now.client());
    } catch (KubeException.Answered e) {
      if (e.code() != UNAUTHORIZED || !now.isWorthAnother(clock.instant())) {
        throw e;
      }
    }
    return opened(request, call, renewed(now, call).client());
  }

  private InputStream opened(KubeRequest request, String call, KubernetesClient client) {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.getHttpClient().sendAsync(sent(request, client), InputStream.class);
    try {
      HttpResponse<InputStream> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (response.code() >= 400) {
        throw refused(response, call);
      }
      return response.body();
    } catch (ExecutionException e) {
      throw new KubeException.Unanswered(call, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException | IOException e) {
      answer.cancel(true);
      throw new KubeException.Unanswered(call, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new KubeException.Unanswered(call, e);
    }
  }

  private static KubeException.Answered refused(HttpResponse<InputStream> response, String call)
      throws IOException {
    try (InputStream in = response.body()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return KubeException.Answered.of(
          response.code(), seconds(response.header("Retry-After")), text, call);
    }
  }

  private static int seconds(@Nullable String header) {
    try {
      return header == null ? 0 : Integer.parseInt(header);
    } catch (NumberFormatException date) {
      return 0;
    }
  }

  @Override
  public synchronized void close() {
    clients.forEach(KubernetesClient::close);
  }
}
