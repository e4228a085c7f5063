package io.jupyterflow.argo.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.JsonTree;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
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

  private final KubernetesClient client;
  private final String server;
  private final Duration patience;

  private KubeconfigApi(KubernetesClient client, Duration patience) {
    this.client = client;
    String url = client.getMasterUrl().toString();
    this.server = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.patience = patience;
  }

  /// A client for the current context of a file.
  ///
  /// @param patience how long to wait for an answer
  /// @throws JupyterFlowException.Refused where the file can't be read or names no cluster; what is
  ///   in it is not said, for it holds secrets
  public static KubeconfigApi of(Path kubeconfig, Duration patience) {
    Config read = read(kubeconfig);
    if (read.getCurrentContext() == null || read.getCurrentContext().getContext() == null) {
      throw unusable(
          kubeconfig,
          "it names no current context, so no cluster. Name one: kubectl config use-context NAME",
          null);
    }
    try {
      Config config =
          new ConfigBuilder(read)
              .withClientKeyAlgo(keyAlgorithm(read))
              // calls are made again in one place, and not here
              .withRequestRetryBackoffLimit(0)
              .withConnectionTimeout((int) patience.toMillis())
              .withRequestTimeout(0)
              .build();
      return new KubeconfigApi(new KubernetesClientBuilder().withConfig(config).build(), patience);
    } catch (IOException e) {
      throw unusable(kubeconfig, "a key it names can't be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw unusable(
          kubeconfig, "a certificate or key it names is damaged. kubectl version says more", e);
    }
  }

  private static Config read(Path kubeconfig) {
    try {
      return Config.fromKubeconfig(kubeconfig.toFile());
    } catch (RuntimeException e) {
      throw unusable(
          kubeconfig, "it is not of the form of a kubeconfig file. Set KUBECONFIG to one", e);
    }
  }

  private static JupyterFlowException.Refused unusable(
      Path kubeconfig, String why, @Nullable Exception cause) {
    String message = "The file " + kubeconfig + " can't be used to reach a cluster: " + why + ".";
    return cause == null
        ? new JupyterFlowException.Refused(message)
        : new JupyterFlowException.Refused(message, cause);
  }

  /// The library takes every key for one of RSA unless its header says otherwise, and the header of
  /// PKCS #8 does not.
  private static String keyAlgorithm(Config config) throws IOException {
    String key = "";
    if (config.getClientKeyData() != null) {
      key =
          new String(Base64.getDecoder().decode(config.getClientKeyData()), StandardCharsets.UTF_8);
    } else if (config.getClientKeyFile() != null) {
      key = Files.readString(Path.of(config.getClientKeyFile()));
    }
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = key.indexOf(begin);
    int to = key.indexOf("-----END", Math.max(0, from));
    if (from < 0 || to < 0) {
      return config.getClientKeyAlgo();
    }
    byte[] der = Base64.getMimeDecoder().decode(key.substring(from + begin.length(), to));
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(der))
          .getAlgorithm();
    } catch (GeneralSecurityException another) {
      return config.getClientKeyAlgo();
    }
  }

  /// The namespace of the current context, `default` where it has none.
  public String namespace() {
    String namespace = client.getNamespace();
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
    public void close() {
      try {
        bytes.close();
      } catch (IOException closedAlready) {
        return;
      }
    }
  }

  private HttpRequest sent(KubeRequest request) {
    KubeObject body = request.body();
    String text = body == null ? null : JsonText.line(body.tree());
    return client
        .getHttpClient()
        .newHttpRequestBuilder()
        .uri(server + request.path())
        .header("Accept", request.accept())
        .method(request.method().name(), text == null ? null : KubeRequest.JSON, text)
        .build();
  }

  private InputStream opened(KubeRequest request) {
    String call = request.toString();
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.getHttpClient().sendAsync(sent(request), InputStream.class);
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
  public void close() {
    client.close();
  }
}
