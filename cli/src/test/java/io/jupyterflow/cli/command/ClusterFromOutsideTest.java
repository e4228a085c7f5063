package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.document.YamlText;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of a cluster as a laptop sees them, beside its own.
class ClusterFromOutsideTest {

  private static final String RUN =
      """
      {"metadata": {"name": "far-7f3k2", "uid": "u", "resourceVersion": "5", "creationTimestamp":
       "2026-01-02T12:00:00Z", "labels": {"app.kubernetes.io/managed-by": "jupyterflow",
       "workflows.argoproj.io/completed": "true", "workflows.argoproj.io/phase": "Succeeded"},
       "annotations": {"jupyterflow.dev/plan": "%s"}}, "spec": {"templates": [{"container":
       {"image": "lab:1"}}]}, "status": {"phase": "Succeeded"}}
      """
          .formatted(plan());

  private static String plan() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      Job job = Job.of("a", new io.jupyterflow.core.plan.Command.Shell("true"), List.of());
      PlanDocument.write(new Plan("far", List.of(job)), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  @TempDir Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String sent = "";
  private Sandbox sandbox;
  private HttpServer server;

  @BeforeEach
  void prepare() throws IOException {
    sandbox = new Sandbox(folder);
    sandbox.variables.put("USER", "kim");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          asked.add(path);
          if (exchange.getRequestMethod().equals("POST")) {
            sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          }
          boolean isList = path.contains("/workflows?");
          byte[] answer =
              (isList ? "{\"metadata\": {}, \"items\": [" + RUN + "]}" : RUN)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    assertThat(sandbox.run("run", "-q", "--id", "near", "-c", "true").code())
        .isEqualTo(ExitCode.OK);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void kubeconfig(int port) throws IOException {
    Path file = sandbox.home.resolve(".kube/config");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u, namespace: lab}}]
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {token: t}}]
        """
            .formatted(port));
  }

  private void settings(String text) throws IOException {
    Files.writeString(sandbox.home.resolve(".jupyterflow.yaml"), text);
  }

  private static int nobodys() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void psListsRunsOfTheClusterAndOfThisMachine() throws IOException {
    kubeconfig(server.getAddress().getPort());
    settings("engine: argo\n");

    Sandbox.Result listed = sandbox.run("ps", "-o", "name");

    assertThat(listed.out().lines()).containsExactlyInAnyOrder("far-7f3k2", "near");
    assertThat(asked).anyMatch(path -> path.contains("/namespaces/lab/workflows?"));
    assertThat(sandbox.run("show", "far", "-o", "name").out()).isEqualTo("far-7f3k2\n");
  }

  @Test
  void withoutAnEngineFlagTheClusterIsNotAsked() throws IOException {
    kubeconfig(server.getAddress().getPort());

    assertThat(sandbox.run("ps", "-o", "name").out()).isEqualTo("near\n");
    assertThat(asked).isEmpty();
    assertThat(sandbox.run("ps", "--engine", "argo", "-o", "name").out()).isEqualTo("far-7f3k2\n");
    assertThat(sandbox.run("ps", "--engine", "local", "-o", "name").out()).isEqualTo("near\n");
  }

  @Test
  void aRerunHasTheSettingsInForceAndSaysWhatTheFirstRunHadOtherwise() throws IOException {
    kubeconfig(server.getAddress().getPort());
    settings("engine: argo\nspec: {image: 'lab:2', serviceAccountName: jobs}\n");

    Sandbox.Result settled = sandbox.run("rerun", "far", "-d");
    assertThat(settled.code()).as(settled.err()).isEqualTo(ExitCode.OK);
    assertThat(sent).contains("lab:2", "\"jobs\"");
    assertThat(settled.err()).contains("far-7f3k2 had: image lab:1 -> lab:2.");
    assertThat(sandbox.run("rerun", "far", "-d", "--image", "lab:1").err()).isEmpty();
    assertThat(sent).contains("lab:1").doesNotContain("lab:2");
  }

  @Test
  void aScheduleTakesTheFlagsThatARunTakes() throws IOException {
    kubeconfig(server.getAddress().getPort());
    settings("engine: argo\nspec: {image: 'lab:1'}\n");
    String flow =
        "cron add --schedule @daily --gpu 1 --for true-2 --memory 3Gi --retries 4 --timeout 2h"
            + " -j 7 --fail-fast -c FLOW";

    assertThat(added(flow).err()).contains("Schedule ");
    assertThat(sent)
        .contains("\"CronWorkflow\"", "nvidia.com/gpu", "3221225472", "\"limit\":\"4\"")
        .contains("\"activeDeadlineSeconds\":7200", "\"parallelism\":7", "\"failFast\":true");

    sandbox.file("flow.yaml", "jobs: [{name: a, run: echo a, memory: 2Gi}]\nschedule: '@daily'\n");
    added("cron add -f flow.yaml -j 7");
    assertThat(sent).contains("2147483648", "\"parallelism\":7", "\"failFast\":false");
    assertThat(sandbox.run("run", "-f", "flow.yaml", "-j", "6", "--memory", "3Gi").code())
        .isEqualTo(ExitCode.OK);
    assertThat(sent).contains("CronWorkflow", "3221225472", "\"parallelism\":6");
  }

  private Sandbox.Result added(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    words.replaceAll(word -> word.equals("FLOW") ? "true a >> true b" : word);
    Sandbox.Result added = sandbox.run(words.toArray(String[]::new));
    assertThat(added.code()).as(added.err()).isEqualTo(ExitCode.OK);
    return added;
  }

  @Test
  void flagsOfANewScheduleAreRefusedForOtherActions() throws IOException {
    kubeconfig(server.getAddress().getPort());

    Sandbox.Result refused = sandbox.run("cron", "suspend", "nightly", "--gpu", "1");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("cron suspend does not take --gpu");
    assertThat(asked).isEmpty();
  }

  @Test
  void namingTheClusterForOneRunShowsHowToFindTheRun() throws IOException {
    kubeconfig(server.getAddress().getPort());
    String[] words = {"run", "-d", "--id", "far-7f3k2", "--engine", "argo", "--image", "i"};

    assertThat(sandbox.run(with(words, "-c", "true")).err())
        .contains("look for it there with --engine argo");
    assertThat(sandbox.run(with(words, "-q", "-c", "true")).err()).doesNotContain("look for it");
    settings("engine: argo\n");
    assertThat(sandbox.run(with(words, "-c", "true")).err()).doesNotContain("look for it");
  }

  @Test
  void emitPrintsTheWorkflowInTheRequestedFormat() throws IOException {
    kubeconfig(nobodys());
    String[] words = {"run", "--emit", "argo", "--image", "i", "-c", "echo 'a: b'"};

    String yaml = sandbox.run(words).out();
    assertThat(yaml).startsWith("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n");
    assertThat(sandbox.run(with(words, "-o", "yaml")).out()).isEqualTo(yaml);
    KubeObject json = KubeObject.parse(sandbox.run(with(words, "-o", "json")).out());
    assertThat(YamlText.of(json.tree())).isEqualTo(yaml);
    for (String other : List.of("table", "wide", "name")) {
      assertThat(sandbox.run(with(words, "-o", other)).code()).isEqualTo(ExitCode.USAGE);
    }
    settings("spec: {env: [{name: API_TOKEN, value: s3cret}]}\n");
    assertThat(sandbox.run(words).out()).contains("\n---\napiVersion: v1\nkind: Secret\n");
    KubeObject both = KubeObject.parse(sandbox.run(with(words, "-o", "json")).out());
    assertThat(both.text("apiVersion") + " " + both.text("kind")).isEqualTo("v1 List");
    assertThat(both.objects("items"))
        .extracting(item -> item.text("kind"))
        .containsExactly("Workflow", "Secret");
  }

  @Test
  void emitPrintsTheWorkflowWithoutACluster() {
    Sandbox.Result emitted =
        sandbox.run(
            "run", "--emit", "argo", "--image", "i", "--namespace", "n", "-c", "true >> true");
    assertThat(emitted.code()).as(emitted.err()).isEqualTo(ExitCode.OK);
    assertThat(emitted.out())
        .startsWith("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n")
        .containsPattern("namespace: '?n'?\n");
    assertThat(asked).isEmpty();
    assertThat(refused("run", "--emit", "argo", "--image", "i", "-c", "true"))
        .contains("--namespace NAME");
  }

  @Test
  void emittedWorkflowsFollowTheFlagsOfTheRun() throws IOException {
    kubeconfig(nobodys());
    String[] words = {"run", "--emit", "argo", "--image", "i", "-c", "true >> true", "-o", "json"};

    KubeObject flags =
        KubeObject.parse(sandbox.run(with(words, "--id", "mine", "-j", "7", "--fail-fast")).out());

    assertThat(flags.name()).isEqualTo("mine");
    assertThat(flags.number("spec", "parallelism")).isEqualTo(7);
    assertThat(flags.toString()).contains("failFast=true").doesNotContain("failFast=false");
    assertThat(sandbox.run(with(words, "--id", "Not/An/Id")).code()).isEqualTo(ExitCode.USAGE);
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void withoutAClusterEveryCommandNamesAnAlternative() throws IOException {
    assertThat(withoutCluster("run", "-c", "true"))
        .endsWith("or write --engine local, and the flow runs on this machine\n");
    assertThat(withoutCluster("env", "show")).contains("for what jobs have here");
    for (String command : List.of("ps", "show near", "rerun near", "delete near", "why near")) {
      assertThat(withoutCluster(command.split(" ", -1)))
          .as(command)
          .endsWith("or write --engine local for the runs of this machine\n");
    }
    assertThat(withoutCluster("cron", "list")).endsWith("set KUBECONFIG to one\n");
    assertThat(refused("run", "--emit", "argo", "-c", "true")).contains("--image IMAGE");
    settings("engine: argo\n");
    assertThat(refused("run", "-c", "true")).contains("or write --engine local, and");
  }

  private String withoutCluster(String... words) {
    return refused(with(words, "--engine", "argo"));
  }

  private String refused(String... words) {
    Sandbox.Result refused = sandbox.run(words);
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    return refused.err();
  }

  @Test
  void aClusterThatDoesNotAnswerIsALineAndNoFailure() throws IOException {
    kubeconfig(nobodys());
    settings("engine: argo\n");

    Sandbox.Result listed = sandbox.run("ps", "-o", "name");

    assertThat(listed.code()).isEqualTo(ExitCode.OK);
    assertThat(listed.out()).isEqualTo("near\n");
    assertThat(listed.err()).contains("runs of the engine argo are not in this list");
    assertThat(sandbox.run("show", "near").code()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.run("ps", "--engine", "argo").code()).isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void aFileThatCannotBeUnderstoodIsALineAndNoFailure() throws IOException {
    kubeconfig(1);
    for (String text :
        List.of("{{{", "token: s3cret", "- s3cret", "root:s3cret:0", "current-context: s3cret")) {
      Files.writeString(sandbox.home.resolve(".kube/config"), text);
      settings("engine: argo\n");

      Sandbox.Result listed = sandbox.run("ps", "-o", "name");

      assertThat(listed.code()).as(text).isEqualTo(ExitCode.OK);
      assertThat(listed.out()).isEqualTo("near\n");
      assertThat(listed.err().lines()).as(text).hasSize(1);
      assertThat(listed.err()).contains(".kube/config").doesNotContain("s3cret");
      Sandbox.Result asked = sandbox.run("ps", "--engine", "argo");
      assertThat(asked.code()).as(text).isEqualTo(ExitCode.REFUSED);
      assertThat(asked.err()).contains("can't be used to reach a cluster");
    }
  }
}
