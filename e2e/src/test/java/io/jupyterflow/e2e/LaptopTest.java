package io.jupyterflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// This machine as a laptop: the wheel is installed on it, and a kubeconfig file is all it has of
/// the cluster.
class LaptopTest {

  private static final int REFUSED = 5;
  private static final String NOTEBOOK = "localhost/jupyterflow-notebook:e2e";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Path environment = folder.resolve("env");
    assertThat(run(List.of("python3", "-m", "venv", environment.toString()), ""))
        .contains("exit 0");
    String wheel = Hub.cluster("wheel").ok().out().strip();
    String pip = environment.resolve("bin/pip").toString();
    assertThat(run(List.of(pip, "install", "-q", "--no-index", wheel), "")).contains("exit 0");
  }

  @Test
  void anAdministratorsFileIsGood() throws IOException, InterruptedException {
    String kubeconfig = Hub.cluster("kubeconfig").ok().out().strip();

    assertThat(doctor(kubeconfig, "--image", "localhost/any:1"))
        .contains("the cluster of " + kubeconfig + " answers, Kubernetes v1.")
        .contains("Argo Workflows is installed")
        .contains("jobs get the image localhost/any:1")
        .contains("the service account jupyterflow-job is there")
        .doesNotContain("✗")
        .endsWith("exit 0");
  }

  @Test
  void theRightsOfTheDeployKitAreEnough() throws IOException, InterruptedException {
    assertThat(doctor(fileOf("jupyterflow-user")))
        .containsPattern("✓ create workflows.argoproj.io +you may")
        .containsPattern("! image +nothing says yet which image jobs run in")
        .contains("add --image IMAGE")
        .doesNotContain("✗")
        .endsWith("exit 0");
  }

  @Test
  void missingRightsAreNamedWithWhoCanHelp() throws IOException, InterruptedException {
    assertThat(doctor(fileOf("default")))
        .containsPattern("✗ create workflows.argoproj.io +you may not, and without it .* run")
        .containsPattern("✗ watch workflows.argoproj.io +you may not")
        .contains("ask your administrator for the rights in deploy/base/user.yaml")
        .contains("Not ready")
        .endsWith("exit " + REFUSED);
  }

  @Test
  void outputIsReadFromThePodWhileTheJobRuns() throws IOException, InterruptedException {
    String rights = fileOf("jupyterflow-user");
    String id = "outside-" + Long.toString(System.currentTimeMillis(), 36);
    String flow = "echo begun && sleep 600";

    assertThat(jupyterflow(rights, "run", "-d", "--image", NOTEBOOK, "--id", id, "-c", flow))
        .endsWith("exit 0");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String said = jupyterflow(rights, "logs", id);
    while (!said.contains(" | begun\n")) {
      assertThat(System.nanoTime() - deadline).as("patience, at " + said).isNegative();
      said = jupyterflow(rights, "logs", id);
    }
    assertThat(jupyterflow(rights, "stop", id)).contains("exit 0");
    assertThat(jupyterflow(rights, "watch", id)).endsWith("exit 7");
    assertThat(jupyterflow(rights, "delete", id)).endsWith("exit 0");
  }

  @Test
  void aProgramSignsInAsTheFileSays() throws IOException, InterruptedException {
    String file = Files.readString(Path.of(Hub.cluster("kubeconfig").ok().out().strip()));
    Files.writeString(folder.resolve("admin.conf"), file);
    Path program =
        Files.writeString(
            folder.resolve("sign-in"),
            """
            #!/usr/bin/env python3
            import base64, json, os, re, sys
            print("a word to people", file=sys.stderr)
            asked = json.loads(os.environ["KUBERNETES_EXEC_INFO"])
            text = open(os.path.dirname(sys.argv[0]) + "/admin.conf").read()
            data = lambda key: base64.b64decode(re.search(key + r": ([^,}]+)", text)[1]).decode()
            status = {"clientCertificateData": data("client-certificate-data"), "clientKeyData": data("client-key-data")}
            print(json.dumps({"apiVersion": asked["apiVersion"], "kind": "ExecCredential", "status": status}))
            """);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    String theirs =
        file.replaceAll(
            "user: \\{client-.*?\\}",
            "user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./sign-in,"
                + " interactiveMode: Never}}");
    assertThat(theirs).isNotEqualTo(file);
    String kubeconfig = Files.writeString(folder.resolve("program.conf"), theirs).toString();

    assertThat(doctor(kubeconfig, "--image", "localhost/any:1"))
        .contains("a word to people", "answers, Kubernetes v1.")
        .doesNotContain("✗")
        .endsWith("exit 0");
  }

  /// A file with the token of an account of the namespace jupyterhub, and so its rights.
  private static String fileOf(String account) throws IOException {
    String token = Hub.kubectl("create", "token", account).ok().out().strip();
    String file = Files.readString(Path.of(Hub.cluster("kubeconfig").ok().out().strip()));
    String theirs = file.replaceAll("user: \\{client-.*?\\}", "user: {token: " + token + "}");
    assertThat(theirs).isNotEqualTo(file);
    return Files.writeString(folder.resolve(account + ".conf"), theirs).toString();
  }

  private static String doctor(String kubeconfig, String... flags)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("doctor"));
    words.addAll(List.of(flags));
    return jupyterflow(kubeconfig, words.toArray(String[]::new));
  }

  private static String jupyterflow(String kubeconfig, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve("env/bin/jupyterflow").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("--engine", "argo"));
    return run(command, kubeconfig);
  }

  /// What it says, and last how it ended.
  private static String run(List<String> command, String kubeconfig)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("KUBECONFIG", kubeconfig);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + "exit " + process.waitFor();
  }
}
