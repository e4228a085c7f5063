package io.jupyterflow.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls over real TLS, to a server with a certificate of the test's own.
class InPodApiTest {
  private static final String WORD = "of-this-test";

  @TempDir Path folder;
  private final SSLServerSocket[] opened = new SSLServerSocket[1];
  private final AtomicInteger connections = new AtomicInteger();

  @BeforeEach
  void makeAServiceAccount() throws IOException, InterruptedException {
    keytool("-genkeypair", "-keyalg", "RSA", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.crt").toString());
    Files.writeString(folder.resolve("token"), "secret\n");
  }

  @AfterEach
  void close() throws IOException {
    opened[0].close();
  }

  @Test
  void aCallSendsTheTokenAndReadsTheAnswer() throws Exception {
    InPodApi api = serve("x25519", "secp256r1");
    assertThat(api.get("/thing").text("said")).isEqualTo("GET /thing Bearer secret");
    assertThat(api.create("/things", KubeObject.parse("{\"a\": 1}")).text("said"))
        .isEqualTo("POST /things Bearer secret");
  }

  @Test
  void theAuthoritiesThatTheJvmKnowsAreNotReadForIt() throws Exception {
    HttpsURLConnection.setDefaultSSLSocketFactory((SSLSocketFactory) SSLSocketFactory.getDefault());
    serve("x25519").get("/thing");
    // what a connection asks for before it is told what to use
    assertThat(HttpsURLConnection.getDefaultSSLSocketFactory())
        .isNotSameAs(SSLSocketFactory.getDefault());
  }

  @Test
  void callsShareAConnection() throws Exception {
    InPodApi api = serve("x25519", "secp256r1");
    api.get("/one");
    api.get("/two");
    assertThat(connections).hasValue(1);
  }

  @Test
  void aServerWithoutTheQuickKeyExchangeIsReachedByAnother() throws Exception {
    InPodApi api = serve("secp256r1");
    assertThat(api.get("/thing").text("said")).isEqualTo("GET /thing Bearer secret");
    assertThat(connections).hasValue(2);
    assertThat(api.create("/things", KubeObject.EMPTY).text("said")).startsWith("POST");
  }

  @Test
  void aServerThatSomebodyElseSignedForIsNotTrusted() throws Exception {
    InPodApi api = serve("x25519");
    Files.delete(folder.resolve("server.p12"));
    keytool("-genkeypair", "-keyalg", "RSA", "-dname", "CN=other", "-ext", "san=ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.crt").toString());
    InPodApi other = InPodApi.of(account(), Duration.ofSeconds(20));
    assertThatThrownBy(() -> other.get("/thing")).isInstanceOf(KubeException.Unanswered.class);
    assertThat(api.get("/thing").text("said")).startsWith("GET");
  }

  private ServiceAccount account() {
    return new ServiceAccount(
        "https://127.0.0.1:" + opened[0].getLocalPort(),
        folder.resolve("token"),
        folder.resolve("ca.crt"),
        "test");
  }

  private InPodApi serve(String... groups) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
      store.load(in, WORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    SSLParameters parameters = server.getSSLParameters();
    parameters.setNamedGroups(groups);
    server.setSSLParameters(parameters);
    opened[0] = server;
    Thread.ofVirtual().start(() -> accept(server));
    return InPodApi.of(account(), Duration.ofSeconds(20));
  }

  private void accept(SSLServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream())) {
      for (String request = line(in); !request.isEmpty(); request = line(in)) {
        String token = "";
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.startsWith("Authorization: ")) {
            token = header.substring(15);
          } else if (header.startsWith("Content-Length: ")) {
            length = Integer.parseInt(header.substring(16));
          }
        }
        in.readNBytes(length);
        String said = request.substring(0, request.lastIndexOf(' ')) + " " + token;
        String body = "{\"said\": \"" + said + "\"}";
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      return;
    }
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

  private void keytool(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(words));
    command.addAll(
        List.of("-alias", "server", "-storetype", "PKCS12", "-storepass", WORD, "-keystore"));
    command.add(folder.resolve("server.p12").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
