package io.jupyterflow.argo.fake;

import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.Pipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One pod: its main container's command as a process of this machine.
final class FakePod {

  private final Process process;
  private final Path log;
  private final @Nullable Instant deadline;
  private boolean expired;

  /// @param container with the patch already over it
  /// @param secrets variables by name of the Secret
  FakePod(KubeObject container, Map<String, Map<String, String>> secrets, Path log, long seconds) {
    this.log = log;
    this.deadline = seconds > 0 ? Instant.now().plusSeconds(seconds) : null;
    Map<String, String> variables = new LinkedHashMap<>();
    container
        .objects("envFrom")
        .forEach(from ->
            variables.putAll(secrets.getOrDefault(from.text("secretRef", "name"), Map.of())));
    for (KubeObject variable : container.objects("env")) {
      KubeObject from = variable.object("valueFrom", "secretKeyRef");
      variables.put(
          variable.text("name"),
          from.tree().isEmpty()
              ? expanded(variable.text("value"), variables)
              : secrets
                  .getOrDefault(from.text("name"), Map.of())
                  .getOrDefault(from.text("key"), ""));
    }
    // a group of its own, as in a container: launchers signal all of theirs
    List<String> command = new ArrayList<>(List.of("setsid"));
    for (String field : List.of("command", "args")) {
      if (container.value(field).orElse(null) instanceof List<?> words) {
        words.forEach(word -> command.add(expanded(String.valueOf(word), variables)));
      }
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile()).redirectInput(Path.of("/dev/null").toFile());
    String directory = container.text("workingDir");
    if (!directory.isEmpty()) {
      builder.directory(Path.of(directory).toFile());
    }
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    // a container's own, which goes with it
    builder.environment().put("TMPDIR", String.valueOf(log.getParent()));
    builder.environment().putAll(variables);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As the kubelet does it: `$$` is `$`, and `$(NAME)` the variable where there is one.
  static String expanded(String text, Map<String, String> variables) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '$' && at + 1 < text.length()) {
        char next = text.charAt(at + 1);
        int end = next == '(' ? text.indexOf(')', at) : -1;
        if (next == '$') {
          out.append('$');
          at += 2;
          continue;
        }
        String value = end < 0 ? null : variables.get(text.substring(at + 2, end));
        if (value != null) {
          out.append(value);
          at = end + 1;
          continue;
        }
      }
      out.append(c);
      at++;
    }
    return out.toString();
  }

  boolean isOver() {
    if (deadline != null && process.isAlive() && Instant.now().isAfter(deadline)) {
      expired = true;
      terminate();
    }
    return !process.isAlive();
  }

  boolean isExpired() {
    return expired;
  }

  int exitCode() {
    return process.exitValue();
  }

  /// What the kubelet does to a container that is to end.
  void terminate() {
    signal("-TERM");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, "--", "-" + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends all that is left of it.
  void kill() {
    signal("-KILL");
  }

  /// Its output from the beginning, to its end or, where it is not followed, as far as it is.
  void copyTo(Pipe pipe, boolean follow) throws IOException, InterruptedException {
    long read = 0;
    while (true) {
      boolean over = !follow || !process.isAlive();
      byte[] all = Files.readAllBytes(log);
      if (all.length > read) {
        pipe.write(Arrays.copyOfRange(all, (int) read, all.length));
        read = all.length;
      }
      if (over) {
        pipe.end();
        return;
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }
}
