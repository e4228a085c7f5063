package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A finished run of a cluster whose output only its pods have, and what commands say of it where
/// the cluster does not give that of `bad` away.
class UnreadableOutputTest {

  @TempDir Path folder;

  /// The answer to who asks for the output of `bad`; 0 for none.
  private volatile int code = 200;

  private volatile String said = "";
  private Sandbox sandbox;
  private HttpServer server;

  @BeforeEach
  void prepare() throws IOException {
    sandbox = new Sandbox(folder);
    sandbox.variables.put("USER", "kim");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String run = run();
    server.createContext("/", exchange -> answer(exchange, run));
    server.start();
    Path kubeconfig = Files.createDirectory(sandbox.home.resolve(".kube")).resolve("config");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u, namespace: lab}}]
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {token: t}}]
        """
            .formatted(server.getAddress().getPort()));
    Files.writeString(sandbox.home.resolve(".jupyterflow.yaml"), "engine: argo\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// Of two jobs: `bad` has failed, `good` not.
  private static String run() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      io.jupyterflow.core.plan.Command echo = new io.jupyterflow.core.plan.Command.Shell("echo");
      List<Job> jobs = List.of(Job.of("bad", echo, List.of()), Job.of("good", echo, List.of()));
      PlanDocument.write(new Plan("far", jobs), out);
    }
    return """
    {"metadata": {"name": "far-7f3k2", "uid": "u", "resourceVersion": "5", "creationTimestamp":
     "2026-01-02T12:00:00Z", "labels": {"app.kubernetes.io/managed-by": "jupyterflow",
     "workflows.argoproj.io/completed": "true", "workflows.argoproj.io/phase": "Failed"},
     "annotations": {"jupyterflow.dev/plan": "%s"}}, "status": {"phase": "Failed", "finishedAt":
     "2026-01-02T12:00:09Z", "nodes": {"1": %s, "2": %s}}}
    """
        .formatted(
            Base64.getEncoder().encodeToString(packed.toByteArray()),
            node("bad", "Failed", 3),
            node("good", "Succeeded", 0));
  }

  private static String node(String job, String phase, int exitCode) {
    return """
    {"id": "%1$s", "name": "far-7f3k2.%1$s", "displayName": "%1$s", "type": "Pod", "templateName":
     "%1$s", "phase": "%2$s", "startedAt": "2026-01-02T12:00:01Z", "finishedAt":
     "2026-01-02T12:00:08Z", "outputs": {"exitCode": "%3$d"}}
    """
        .formatted(job, phase, exitCode);
  }

  private void answer(HttpExchange exchange, String run) throws IOException {
    String path = exchange.getRequestURI().toString();
    boolean isBad = path.contains("/pods/far-7f3k2-bad-");
    int status = isBad ? code : 200;
    if (status == 0) {
      exchange.close();
      return;
    }
    String text;
    if (status >= 400) {
      text = JsonText.line(Map.of("kind", "Status", "code", status, "message", said));
    } else if (path.contains("/log?")) {
      text = isBad ? "loss=2\n" : "loss=1\n";
    } else if (path.contains("/workflows?")) {
      text = "{\"metadata\": {}, \"items\": [" + run + "]}";
    } else {
      text = path.contains("/workflows/") ? run : "{\"items\": []}";
    }
    byte[] answer = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /// What an API server says that does not reach the node of a pod.
  private void nodeIsGone() {
    said = "Get \"https://10.1.2.3:10250/containerLogs\": dial tcp 10.1.2.3:10250: i/o timeout";
    code = 500;
  }

  @Test
  void whyTellsTheExitCodeThoughTheNodeOfThePodIsGone() {
    nodeIsGone();

    Sandbox.Result why = sandbox.run("why", "far");

    assertThat(why.code()).as(why.err()).isEqualTo(ExitCode.OK);
    assertThat(why.out().lines())
        .containsExactly(
            "far-7f3k2",
            "  bad failed with exit code 3",
            "  The cluster can't be reached for reading the output of bad (it answers 500: "
                + said
                + ").",
            "What to do:",
            "  To read its output: try again, which is safe");
    code = 200;
    assertThat(sandbox.run("why", "far", "bad").out().lines())
        .containsExactly(
            "far-7f3k2/bad",
            "  bad failed with exit code 3",
            "    | loss=2",
            "What to do:",
            "  JupyterFlow does not know why. The last lines may say; the whole output: jupyterflow"
                + " logs far-7f3k2 bad");
  }

  @Test
  void allReadersReportUnreadableOutputInTheSameWords() {
    said =
        "pods \"x\" is forbidden: User \"kim\" cannot get resource \"pods/log\" in API group \"\""
            + " in the namespace \"lab\"";
    code = 403;
    String words =
        "The account kim may not get pods/log in the namespace lab, which reading the output of"
            + " jobs needs. The cluster's administrator can allow it: verb get on pods/log of the"
            + " API group ''.";
    String hint = "see what they apply: jupyterflow doctor\n";

    Sandbox.Result logs = sandbox.run("logs", "far");
    assertThat(logs.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(logs.err()).isEqualTo(words + " S" + hint.substring(1));
    Sandbox.Result results = sandbox.run("results", "far");
    assertThat(results.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(results.err()).isEqualTo("jupyterflow: " + words + "\n  hint: " + hint);
    Sandbox.Result why = sandbox.run("why", "far");
    assertThat(why.code()).isEqualTo(ExitCode.OK);
    assertThat(why.out())
        .isEqualTo(
            "far-7f3k2\n  bad failed with exit code 3\n  "
                + words
                + "\nWhat to do:\n  To read its output: "
                + hint);
  }

  @Test
  void logsEndsAsUnreachableWhereTheNodeOfAPodIsGoneAndTellsAllOther() {
    nodeIsGone();
    String words =
        "The cluster can't be reached for reading the output of bad (it answers 500: "
            + said
            + ").";
    String hint = "ry again, which is safe\n";

    Sandbox.Result one = sandbox.run("logs", "far", "bad");
    assertThat(one.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(one.err()).isEqualTo("jupyterflow: " + words + "\n  hint: t" + hint);
    Sandbox.Result all = sandbox.run("logs", "far");
    assertThat(all.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(all.err()).isEqualTo(words + " T" + hint);
    assertThat(all.out()).isEqualTo("good | loss=1\n");
    Sandbox.Result results = sandbox.run("results", "far");
    assertThat(results.code()).isEqualTo(ExitCode.OK);
    assertThat(results.err())
        .isEqualTo(
            "bad: Its output can't be read at the moment, so what it reported is missing. Try again"
                + " later.\n");
    assertThat(results.out()).contains("good  succeeded  1");
  }

  @Test
  void logsEndsAsUnreachableWhereTheClusterGoesAway() {
    code = 0;

    for (String[] words :
        List.of(new String[] {"logs", "far", "bad"}, new String[] {"logs", "far"})) {
      Sandbox.Result logs = sandbox.run(words);
      assertThat(logs.code()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(logs.err())
          .containsOnlyOnce("can't be reached for reading the output of bad")
          .containsOnlyOnce("ry again, which is safe");
    }
  }
}
