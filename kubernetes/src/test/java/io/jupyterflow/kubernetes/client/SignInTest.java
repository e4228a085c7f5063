package io.jupyterflow.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kubeconfig file whose user signs in by a program, which is a real one: the server takes the
/// tokens that are good at the time.
class SignInTest {

  private static final String API = "client.authentication.k8s.io/v1";
  private static final String PODS = "/api/v1/pods";

  @TempDir Path folder;
  private final Set<String> good = ConcurrentHashMap.newKeySet();
  private HttpServer server;
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String who = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
          boolean isKnown = who.startsWith("Bearer ") && good.contains(who.substring(7));
          byte[] answer =
              (isKnown ? "{\"kind\": \"PodList\"}" : "{\"message\": \"Unauthorized\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(isKnown ? 200 : 401, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void program(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("sign-in"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// What a program prints that gives the token in the file `token`.
  private static String giving(String more) {
    return "echo \"{\\\"apiVersion\\\": \\\""
        + API
        + "\\\", \\\"kind\\\": \\\"ExecCredential\\\", \\\"status\\\": {\\\"token\\\":"
        + " \\\"$(cat \"$TOKEN\")\\\""
        + more
        + "}}\"";
  }

  private void token(String token) throws IOException {
    Files.writeString(folder.resolve("token"), token);
  }

  private KubeconfigApi api(String exec) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u, namespace: lab}}]
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
            users:
            - name: u
              user:
                exec:
                  apiVersion: %s
                  command: ./sign-in
                  interactiveMode: Never
                  env: [{name: TOKEN, value: %s}]
            %s
            """
                .formatted(
                    server.getAddress().getPort(),
                    API,
                    folder.resolve("token"),
                    exec.indent(6).stripTrailing()));
    return KubeconfigApi.of(file, Duration.ofSeconds(10), () -> now);
  }

  @Test
  void theProgramIsRunAsTheFileSays() throws IOException {
    program(
        """
        printf '<%s>' "$@" >"$(dirname "$0")/words"
        printf '%s' "$KUBERNETES_EXEC_INFO" >"$(dirname "$0")/info"
        echo 'W1125 a warning that is no part of the answer' >&2
        """
            + giving(""));
    token("one");
    good.add("one");

    try (KubeconfigApi api =
        api("args: [get-token, a b, $HOME; `id`, 1]\nprovideClusterInfo: true")) {
      assertThat(api.get(PODS).text("kind")).isEqualTo("PodList");
      assertThat(api.namespace()).isEqualTo("lab");
    }
    assertThat(folder.resolve("words")).hasContent("<get-token><a b><$HOME; `id`><1>");
    KubeObject info = KubeObject.parse(Files.readString(folder.resolve("info")));
    assertThat(info.text("apiVersion")).isEqualTo(API);
    assertThat(info.isTrue("spec", "interactive")).isFalse();
    assertThat(info.text("spec", "cluster", "server"))
        .isEqualTo("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void aSignInThatIsOverIsDoneAnewAndNotBefore() throws IOException {
    program(
        "echo run >>\"$(dirname \"$0\")/runs\"\n"
            + giving(", \\\"expirationTimestamp\\\": \\\"2026-11-25T12:10:00Z\\\""));
    token("one");
    good.addAll(List.of("one", "two"));

    try (KubeconfigApi api = api("")) {
      api.get(PODS);
      now = now.plus(Duration.ofMinutes(9));
      api.get(PODS);
      assertThat(folder.resolve("runs")).hasContent("run");
      token("two");
      good.remove("one");
      now = now.plus(Duration.ofMinutes(1));
      assertThat(api.get(PODS).text("kind")).isEqualTo("PodList");
      assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(2);
    }
  }

  @Test
  void aSignInThatIsTakenNoLongerIsDoneAnew() throws IOException {
    program(giving(""));
    token("one");
    good.add("one");

    try (KubeconfigApi api = api("")) {
      api.get(PODS);
      good.clear();
      good.add("two");
      token("two");
      assertThatThrownBy(() -> api.get(PODS))
          .as("not just after it was done")
          .isInstanceOf(KubeException.Answered.class);
      now = now.plus(Duration.ofMinutes(1));
      assertThat(api.get(PODS).text("kind")).isEqualTo("PodList");
    }
  }

  @Test
  void aChangedContextMovesNoRun() throws IOException {
    program(giving(""));
    token("one");
    good.add("one");

    try (KubeconfigApi api = api("")) {
      String file = Files.readString(folder.resolve("config"));
      Files.writeString(folder.resolve("config"), file.replace("127.0.0.1", "127.0.0.9"));
      good.clear();
      good.add("two");
      token("two");
      now = now.plus(Duration.ofMinutes(1));
      assertThat(api.get(PODS).text("kind")).isEqualTo("PodList");
    }
  }

  @Test
  void aProgramThatFailsLaterIsAClusterThatCanNotBeReached() throws IOException {
    program(giving(""));
    token("one");
    good.add("one");

    try (KubeconfigApi api = api("")) {
      good.clear();
      program("echo run >>\"$(dirname \"$0\")/runs\"; exit 3");
      now = now.plus(Duration.ofMinutes(1));
      for (int call = 0; call < 3; call++) {
        assertThatThrownBy(() -> api.get(PODS)).isInstanceOf(KubeException.Unanswered.class);
      }
      assertThat(folder.resolve("runs")).as("at once, not again").hasContent("run");
      now = now.plus(Duration.ofMinutes(1));
      assertThatThrownBy(() -> api.get(PODS))
          .isInstanceOf(KubeException.Unanswered.class)
          .hasMessageStartingWith("GET " + PODS + ": the program ./sign-in, which signs you in")
          .hasMessageContaining("ended with exit code 3");
      assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(2);
    }
  }

  @Test
  void aProgramThatSignsNobodyInIsNamed() throws IOException {
    program("echo 'run: cloud login' >&2; exit 3");
    assertRefused("", "./sign-in, which signs you in there, ended with exit code 3, and printed");
    program("echo '{\"apiVersion\": \"" + API + "\", \"status\": {\"tokens\": \"s3cret\"}}'");
    assertRefused("", "printed no ExecCredential of " + API);
    program("echo s3cret");
    assertRefused("", "printed no ExecCredential of " + API);
    Files.delete(folder.resolve("sign-in"));
    assertRefused(
        "installHint: |\n  Get it:\n  install sign-in",
        "can't be started (Get it: install sign-in)");
  }

  private void assertRefused(String exec, String why) {
    assertThatThrownBy(() -> api(exec))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .hasMessageStartingWith("The file " + folder.resolve("config") + " can't be used to reach")
        .hasMessageContaining(why)
        .hasMessageNotContaining("s3cret");
  }
}
