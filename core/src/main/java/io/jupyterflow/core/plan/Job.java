package io.jupyterflow.core.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One command of a flow, after sweeps are expanded.
///
/// @param name unique in its plan; letters, digits, `-` and `_` of any script
/// @param origin the name of the flow's command this job came from; shared by the variants of a
///   sweep, else equal to `name`
/// @param command what it runs
/// @param needs names of the jobs that must succeed first. Jobs behind the same join share one list
///   instance: an engine may use that to count the join once
/// @param parameters the hyperparameters found in the command, in order; values of secret-looking
///   keys are already redacted
/// @param env variables the flow sets for this job, in order
/// @param resources what it asks for
/// @param retries when it is tried again
/// @param timeout after which an attempt is ended, or null for never
/// @param metrics patterns by metric name: a regular expression with one group, matched on each
///   line of output
public record Job(
    String name,
    String origin,
    Command command,
    List<String> needs,
    Map<String, String> parameters,
    Map<String, String> env,
    Resources resources,
    Retries retries,
    @Nullable Duration timeout,
    Map<String, String> metrics) {

  public Job {
    needs = List.copyOf(needs);
    parameters = ordered(parameters);
    env = ordered(env);
    metrics = ordered(metrics);
  }

  /// A job that states nothing beyond its command and order.
  public static Job of(String name, Command command, List<String> needs) {
    return new Job(
        name,
        name,
        command,
        needs,
        Map.of(),
        Map.of(),
        Resources.UNSTATED,
        Retries.UNSTATED,
        null,
        Map.of());
  }

  public Job withResources(Resources other) {
    return new Job(name, origin, command, needs, parameters, env, other, retries, timeout, metrics);
  }

  public Job withCommand(Command other) {
    return new Job(
        name, origin, other, needs, parameters, env, resources, retries, timeout, metrics);
  }

  public Job withEnv(Map<String, String> other) {
    return new Job(
        name, origin, command, needs, parameters, other, resources, retries, timeout, metrics);
  }

  public Job withRetries(Retries other) {
    return new Job(
        name, origin, command, needs, parameters, env, resources, other, timeout, metrics);
  }

  public Job withTimeout(@Nullable Duration other) {
    return new Job(
        name, origin, command, needs, parameters, env, resources, retries, other, metrics);
  }

  /// About how many bytes a process that carries a run keeps of this job: of what is here and of
  /// how it goes on, and not of `needs`, which jobs share. Measured with plans of each kind.
  public long footprint() {
    long bytes = 400 + textBytes(name) + textBytes(origin) + 130L * retries.limit();
    if (command instanceof Command.Exec exec) { // a switch over types is slow when it is new
      bytes += textBytes(exec.argv());
    } else if (command instanceof Command.Shell shell) {
      bytes += textBytes(shell.text());
    } else if (command instanceof Command.Notebook notebook) {
      bytes += textBytes(notebook.notebook()) + textBytes(notebook.arguments());
    }
    return bytes + mapBytes(parameters) + mapBytes(env) + mapBytes(metrics);
  }

  private static long mapBytes(Map<String, String> map) {
    long bytes = map.isEmpty() ? 0 : 112;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      bytes += 40 + entry.getKey().length() + textBytes(entry.getValue());
    }
    return bytes;
  }

  /// About how many bytes these texts take, each with an object of its own.
  static long textBytes(List<String> texts) {
    long bytes = 24;
    for (String text : texts) {
      bytes += textBytes(text);
    }
    return bytes;
  }

  private static long textBytes(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) > 0xff) {
        return 52 + 2L * length;
      }
    }
    return 52L + length;
  }

  private static Map<String, String> ordered(Map<String, String> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
