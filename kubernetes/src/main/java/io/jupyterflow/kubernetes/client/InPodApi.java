package io.jupyterflow.kubernetes.client;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The API server as a pod reaches it, with the pod's service account.
///
/// Through `HttpsURLConnection`, because its first call costs a tenth of a second less than that of
/// any other client, and all of this engine's calls on the way to a submit are first ones.
/// Connections are kept alive between calls. The first one offers one key exchange only
/// ([X25519Sockets]). Safe for threads.
public final class InPodApi implements KubeApi {

  private final ServiceAccount account;
  private final SSLSocketFactory anySockets;
  private final Duration patience;
  private volatile SSLSocketFactory sockets;

  private InPodApi(ServiceAccount account, SSLSocketFactory sockets, Duration patience) {
    this.account = account;
    this.anySockets = sockets;
    this.patience = patience;
    this.sockets = new X25519Sockets(sockets);
  }

  /// A client for this pod.
  ///
  /// @param patience how long to wait for a connection and for the next byte of an answer
  /// @throws KubeException.Unanswered where the pod's certificate authority can't be read
  public static InPodApi of(ServiceAccount account, Duration patience) {
    try {
      SSLSocketFactory sockets = CertificateTrust.sockets(account.authority());
      // A connection asks for the default before it takes ours. That of the JVM would read all the
      // authorities the JVM knows: a third of the CPU time of a submit, for nothing.
      HttpsURLConnection.setDefaultSSLSocketFactory(sockets);
      return new InPodApi(account, sockets, patience);
    } catch (IOException | GeneralSecurityException e) {
      throw new KubeException.Unanswered("reading " + account.authority(), e);
    }
  }

  @Override
  public KubeObject call(KubeRequest request) {
    try {
      KubeObject body = request.body();
      byte[] text =
          body == null ? null : JsonText.line(body.tree()).getBytes(StandardCharsets.UTF_8);
      HttpsURLConnection connection = open(request, text);
      if (text != null) {
        try (OutputStream out = connection.getOutputStream()) {
          out.write(text);
        }
      }
      int code = connection.getResponseCode();
      if (code >= 400) {
        throw refused(connection, code, request);
      }
      try (InputStream in = connection.getInputStream()) {
        // what is read to its end leaves the connection open for the next call
        return new KubeObject(JsonTree.object(in.readAllBytes()));
      }
    } catch (IllegalArgumentException | IOException e) {
      throw new KubeException.Unanswered(request.toString(), e);
    }
  }

  @Override
  public KubeStream stream(String path) {
    KubeRequest request = KubeRequest.streamed(path);
    try {
      HttpsURLConnection connection = open(request, null);
      connection.setReadTimeout(0);
      int code = connection.getResponseCode();
      if (code >= 400) {
        throw refused(connection, code, request);
      }
      return new Streamed(connection, connection.getInputStream());
    } catch (IOException e) {
      throw new KubeException.Unanswered(request.toString(), e);
    }
  }

  private record Streamed(HttpURLConnection connection, InputStream bytes) implements KubeStream {
    @Override
    public void close() {
      connection.disconnect();
    }
  }

  /// A connection that stands, before anything is sent on it.
  private HttpsURLConnection open(KubeRequest request, byte @Nullable [] body) throws IOException {
    HttpsURLConnection connection = prepared(request, body);
    try {
      connection.connect();
      return connection;
    } catch (SSLException e) {
      if (!(sockets instanceof X25519Sockets)) {
        throw e;
      }
      sockets = anySockets;
      HttpsURLConnection second = prepared(request, body);
      second.connect();
      return second;
    }
  }

  private HttpsURLConnection prepared(KubeRequest request, byte @Nullable [] body)
      throws IOException {
    URL url = URI.create(account.server() + request.path()).toURL();
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
    connection.setSSLSocketFactory(sockets);
    connection.setRequestMethod(request.method().name());
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) patience.toMillis());
    connection.setUseCaches(false);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept", request.accept());
    // read for each call: the kubelet replaces it every hour
    String token = Files.readString(account.token(), StandardCharsets.US_ASCII).strip();
    connection.setRequestProperty("Authorization", "Bearer " + token);
    if (body != null) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", KubeRequest.JSON);
      connection.setFixedLengthStreamingMode(body.length);
    }
    return connection;
  }

  private static KubeException.Answered refused(
      HttpsURLConnection connection, int code, KubeRequest request) throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return KubeException.Answered.of(
          code, connection.getHeaderFieldInt("Retry-After", 0), text, request.toString());
    }
  }

  @Override
  public void close() {
    // kept connections end with the process
  }
}
