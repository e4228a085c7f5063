package io.jupyterflow.cli.training;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.JsonTree;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/// A server that speaks TLS and answers like an API server with Argo Workflows and one notebook
/// pod: just enough that the real commands take their whole way. A workflow it was given has failed
/// when it is asked for again.
final class FakeApiServer implements AutoCloseable {

  private static final String KEY = "of-the-training";

  /// How long an answer takes at least.
  private static final Duration AWAY = Duration.ofMillis(5);

  /// What an API server answers is sent in chunks where it is longer, in bytes.
  private static final int LONG = 2048;

  private final SSLServerSocket socket;
  private final Map<String, Object> pod;
  private final Map<String, Map<String, Object>> workflows = new LinkedHashMap<>();

  private FakeApiServer(SSLServerSocket socket, Map<String, Object> pod) {
    this.socket = socket;
    this.pod = pod;
  }

  /// Opens it on the loopback.
  ///
  /// @param keys a PKCS 12 store with the server's certificate
  /// @param home mounted in the notebook's pod
  static FakeApiServer open(Path keys, Path home) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, KEY.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, KEY.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setWantClientAuth(true); // as an API server does
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setUseCipherSuitesOrder(false); // what the client prefers is taken, as it is by one
    socket.setSSLParameters(parameters);
    FakeApiServer server = new FakeApiServer(socket, NotebookPod.at(home));
    Thread.ofPlatform().daemon().name("fake-api-server").start(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream()) {
      while (true) {
        String request = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
            length = Integer.parseInt(header.substring(15).strip());
          }
        }
        byte[] body = in.readNBytes(length);
        if (request.isEmpty()) {
          return;
        }
        String[] words = request.split(" ", -1);
        answer(words[0], words[1], body, out);
      }
    } catch (IOException gone) {
      return;
    }
  }

  private void answer(String method, String target, byte[] body, OutputStream out)
      throws IOException {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    @Nullable Map<String, Object> answer;
    synchronized (workflows) {
      answer =
          method.equals("POST") || method.equals("PUT") ? given(path, body) : found(path, target);
    }
    byte[] text =
        JsonText.line(
                answer == null
                    ? Map.of("kind", "Status", "code", 404, "reason", "NotFound")
                    : answer)
            .getBytes(StandardCharsets.UTF_8);
    boolean isLong = text.length > LONG;
    String head =
        "HTTP/1.1 "
            + (answer == null ? "404 Not Found" : "200 OK")
            + "\r\nContent-Type: application/json\r\n"
            + (isLong
                ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(text.length)
                : "Content-Length: " + text.length + "\r\n")
            + "\r\n";
    // as over a network: who reads has to wait, and learns it in the training
    LockSupport.parkNanos(AWAY.toNanos());
    // in one piece: a second small one would wait for the first to be acknowledged
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(text);
    if (isLong) {
      whole.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    whole.writeTo(out);
    out.flush();
  }

  private Map<String, Object> given(String path, byte[] body) {
    Map<String, Object> object = new LinkedHashMap<>(tree(body));
    if (path.contains("/workflows")) {
      Map<String, Object> metadata = new LinkedHashMap<>(map(object.get("metadata")));
      metadata.put("uid", "7c1c6b52-0000-4000-8000-000000000000");
      metadata.put("resourceVersion", "1");
      metadata.put("creationTimestamp", "2026-11-01T00:00:00Z");
      object.put("metadata", metadata);
      workflows.put(String.valueOf(metadata.get("name")), object);
    }
    return object;
  }

  private @Nullable Map<String, Object> found(String path, String target) {
    if (path.equals("/apis/argoproj.io/v1alpha1")) {
      return Map.of("kind", "APIResourceList", "resources", List.of(Map.of("name", "workflows")));
    }
    if (path.endsWith("/workflows")) {
      workflows.values().forEach(FakeApiServer::end);
      return target.contains("watch=")
          ? null
          : Map.of(
              "kind",
              "WorkflowList",
              "metadata",
              Map.of("resourceVersion", "2"),
              "items",
              List.copyOf(workflows.values()));
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    Map<String, Object> workflow = workflows.get(name);
    if (workflow != null) {
      end(workflow);
      return workflow;
    }
    if (path.endsWith("/persistentvolumeclaims/home")) {
      return Map.of("status", Map.of("accessModes", List.of("ReadWriteMany")));
    }
    return path.endsWith("/pods/" + NotebookPod.NAME) ? pod : null;
  }

  /// Who asks for a run, or for all, finds that it is over.
  private static void end(Map<String, Object> workflow) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("phase", "Failed");
    status.put("message", "no more in the training");
    status.put("startedAt", "2026-11-01T00:00:00Z");
    status.put("finishedAt", "2026-11-01T00:00:01Z");
    workflow.put("status", status);
  }

  private static Map<String, Object> tree(byte[] body) {
    return map(JsonTree.object(body));
  }

  @SuppressWarnings("unchecked") // JSON objects have text for keys
  private static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
