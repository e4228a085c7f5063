package io.jupyterflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The hub of the cluster that stands, through `e2e/cluster`.
final class Hub {

  private static final long PATIENCE_MINUTES = 8;
  private static final long WAITING_MINUTES = 3;
  private static final Path ROOT = root();
  private static final String CLUSTER = ROOT.resolve("e2e/cluster").toString();

  private Hub() {}

  /// What a command printed, and how it ended.
  record Outcome(int status, String out, String err) {
    /// The same, where it ended well.
    Outcome ok() {
      assertThat(status).as(out + err).isZero();
      return this;
    }

    /// The first line of standard output: the id of a run.
    String id() {
      return out.lines().findFirst().orElseThrow();
    }
  }

  /// Starts the user's server, if it doesn't run yet.
  static void spawn(String user) {
    cluster("spawn", user).ok();
  }

  /// A line of shell in the user's notebook server, in their home.
  static Outcome shell(String user, String line) {
    return cluster("exec", user, "bash", "-c", line);
  }

  /// `jupyterflow` in the user's notebook server, in a folder of their home.
  static Outcome jupyterflow(String user, String folder, String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("exec", user, "bash", "-c", "cd \"$0\" && exec jupyterflow \"$@\""));
    command.add(folder);
    command.addAll(List.of(words));
    return cluster(command.toArray(String[]::new));
  }

  /// A document that a command prints.
  static Map<String, @Nullable Object> document(String user, String folder, String... words) {
    return JsonTree.object(jupyterflow(user, folder, words).out());
  }

  /// Writes a file in the user's home through their server.
  static void write(String user, String file, byte[] content) {
    cluster(
            content,
            "exec",
            user,
            "bash",
            "-c",
            "mkdir -p \"$(dirname \"$0\")\" && cat >\"$0\"",
            file)
        .ok();
  }

  static void write(String user, String file, String content) {
    write(user, file, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Copies a folder of the checkout into a new folder of the user's home.
  static void copy(String user, String from, String to) throws IOException {
    try (var files = Files.list(ROOT.resolve(from))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(user, to + "/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
  }

  /// Asks until the answer is what is waited for.
  static Outcome until(Supplier<Outcome> ask, Predicate<Outcome> wanted) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(WAITING_MINUTES);
    Outcome now = ask.get();
    while (!wanted.test(now)) {
      assertThat(System.nanoTime() - deadline).as("patience, at %s", now).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      now = ask.get();
    }
    return now;
  }

  /// Administrator's `kubectl`.
  static Outcome kubectl(String... words) {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", "jupyterhub"));
    command.addAll(List.of(words));
    return cluster(command.toArray(String[]::new));
  }

  /// `e2e/cluster` with these words.
  static Outcome cluster(String... words) {
    return cluster(new byte[0], words);
  }

  /// The same, with something on its standard input.
  static Outcome cluster(byte[] input, String... words) {
    return run(input, Map.of(), words);
  }

  /// The same, with variables in its environment.
  static Outcome with(Map<String, String> variables, String... words) {
    return run(new byte[0], variables, words);
  }

  private static Outcome run(byte[] input, Map<String, String> variables, String... words) {
    List<String> command = new ArrayList<>(List.of(CLUSTER));
    command.addAll(List.of(words));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      try (var stdin = process.getOutputStream()) {
        stdin.write(input);
      }
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " hangs:\n" + err.join());
      }
      return new Outcome(process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static CompletableFuture<String> read(InputStream in) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try (in) {
        text.complete(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        text.completeExceptionally(e);
      }
    });
    return text;
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("e2e/cluster")) && Files.exists(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("not below a checkout");
  }
}
