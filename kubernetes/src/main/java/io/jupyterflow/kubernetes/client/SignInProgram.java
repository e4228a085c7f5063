package io.jupyterflow.kubernetes.client;

import io.jupyterflow.core.document.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The program that a kubeconfig file names to sign a user in, as those of most managed clusters do
/// (`exec`; Kubernetes documents the contract under "client-go credential plugins"). It is started
/// without a shell, what it has to say to people goes to the terminal, and `KUBERNETES_EXEC_INFO`
/// tells it what for.
///
/// @param exec as the file has it
/// @param cluster in the same way
/// @param folder where paths in the file begin
record SignInProgram(KubeObject exec, KubeObject cluster, Path folder) {

  private static final String EXTENSION = "client.authentication.k8s.io/exec";

  /// What a program gives: a token, or a certificate and its key in PEM, and until when it holds.
  record Credential(String token, String certificate, String key, @Nullable Instant until) {}

  /// It gave nothing. The message says why, as a clause.
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    private Failure(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /// Runs it, for as long as it takes: it may ask the user.
  ///
  /// @throws Failure where it gives nothing
  /// @throws IOException where a file of the cluster's can't be read
  Credential run() throws IOException {
    boolean isTerminal = isTerminal();
    boolean asks = !exec.text("interactiveMode").equals("Never");
    if (!isTerminal && exec.text("interactiveMode").equals("Always")) {
      throw new Failure(
          subject() + " asks you something, and there is no terminal to ask on", null);
    }
    ProcessBuilder builder = new ProcessBuilder(command());
    for (KubeObject variable : exec.objects("env")) {
      builder.environment().put(variable.text("name"), variable.text("value"));
    }
    builder.environment().put("KUBERNETES_EXEC_INFO", info(isTerminal && asks));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.redirectInput(
        isTerminal && asks
            ? ProcessBuilder.Redirect.INHERIT
            : ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return read(output(builder));
  }

  /// Whether there is one to ask on, also where what we print goes elsewhere.
  private static boolean isTerminal() {
    try {
      String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
      return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private String subject() {
    return "the program " + exec.text("command") + ", which signs you in there,";
  }

  private List<String> command() {
    String name = exec.text("command");
    List<String> command = new ArrayList<>();
    command.add(name.contains("/") ? folder.resolve(name).toString() : name);
    if (exec.value("args").orElse(null) instanceof List<?> words) {
      words.forEach(word -> command.add(String.valueOf(word)));
    }
    return command;
  }

  private String output(ProcessBuilder builder) throws IOException {
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      String hint = exec.text("installHint").strip().replaceAll("\\s+", " ");
      throw new Failure(
          subject() + " can't be started" + (hint.isEmpty() ? "" : " (" + hint + ")"), e);
    }
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new Failure(
            subject() + " ended with exit code " + code + ", and printed the lines above", null);
      }
      return said;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new Failure(subject() + " was not waited for", e);
    }
  }

  private Credential read(String said) throws IOException {
    KubeObject answer;
    try {
      answer = KubeObject.parse(said);
    } catch (IllegalArgumentException noJson) {
      answer = KubeObject.EMPTY; // what it printed may be a secret all the same
    }
    KubeObject status = answer.object("status");
    Credential credential =
        new Credential(
            status.text("token"),
            status.text("clientCertificateData"),
            status.text("clientKeyData"),
            time(status.text("expirationTimestamp")).orElse(null));
    boolean isWhole =
        !credential.token().isEmpty()
            || (!credential.certificate().isEmpty() && !credential.key().isEmpty());
    if (!isWhole || !answer.text("apiVersion").equals(exec.text("apiVersion"))) {
      throw new IOException(subject() + " printed no ExecCredential of " + exec.text("apiVersion"));
    }
    return credential;
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }

  private String info(boolean isInteractive) throws IOException {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("interactive", isInteractive);
    if (exec.isTrue("provideClusterInfo")) {
      spec.put("cluster", clusterInfo());
    }
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("kind", "ExecCredential");
    info.put("apiVersion", exec.text("apiVersion"));
    info.put("spec", spec);
    return JsonText.line(info);
  }

  private Map<String, @Nullable Object> clusterInfo() throws IOException {
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    for (String key :
        List.of(
            "server",
            "tls-server-name",
            "insecure-skip-tls-verify",
            "certificate-authority-data",
            "proxy-url",
            "disable-compression")) {
      cluster.value(key).ifPresent(value -> info.put(key, value));
    }
    String authority = cluster.text("certificate-authority");
    if (!authority.isEmpty() && !info.containsKey("certificate-authority-data")) {
      byte[] pem = Files.readAllBytes(folder.resolve(authority));
      info.put("certificate-authority-data", Base64.getEncoder().encodeToString(pem));
    }
    for (KubeObject extension : cluster.objects("extensions")) {
      if (extension.text("name").equals(EXTENSION)) {
        info.put("config", extension.value("extension").orElse(null));
      }
    }
    return info;
  }
}
