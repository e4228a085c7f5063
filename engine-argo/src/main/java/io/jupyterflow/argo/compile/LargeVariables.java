package io.jupyterflow.argo.compile;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The variables that all jobs inherit, by their size: where they are too much for a cluster, it is
/// mostly one or two. Their values are never shown.
final class LargeVariables {

  private static final int NAMED = 3;

  private final Map<String, Integer> plain;
  private final Map<String, Integer> secret;

  private LargeVariables(Map<String, Integer> plain, Map<String, Integer> secret) {
    this.plain = plain;
    this.secret = secret;
  }

  static LargeVariables of(Environment environment) {
    PodEnvironment argo = (PodEnvironment) environment.engine();
    Map<String, Integer> plain = new LinkedHashMap<>();
    for (KubeObject entry : argo.container().objects("env")) {
      plain.put(entry.text("name"), bytes(entry.text("name")) + bytes(entry.text("value")));
    }
    Map<String, Integer> secret = new LinkedHashMap<>();
    argo.secrets().forEach((name, value) -> secret.put(name, bytes(name) + bytes(value)));
    plain.keySet().removeAll(secret.keySet());
    return new LargeVariables(plain, secret);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Of those that are in a Workflow as they are.
  int bytes() {
    return sum(plain);
  }

  /// Of those that travel in its Secret.
  int secretBytes() {
    return sum(secret);
  }

  private static int sum(Map<String, Integer> sizes) {
    int sum = 0;
    for (int size : sizes.values()) {
      sum += size;
    }
    return sum;
  }

  /// What to do about those that are in a Workflow.
  String hint() {
    return hint(plain);
  }

  private static String hint(Map<String, Integer> sizes) {
    List<String> names = new ArrayList<>(sizes.keySet());
    names.sort((a, b) -> Integer.compare(sizes.getOrDefault(b, 0), sizes.getOrDefault(a, 0)));
    List<String> shown = new ArrayList<>();
    for (String name : names.subList(0, Math.min(NAMED, names.size()))) {
      shown.add(name + " (" + Limits.number(sizes.getOrDefault(name, 0)) + " bytes)");
    }
    return "unset what jobs don't need before you start it, or put long values into a file; the"
        + " largest variables are "
        + String.join(", ", shown);
  }

  /// That one pod can't be handed them.
  ///
  /// @param bytes what a pod needs with them
  /// @param most what it can be handed
  Problem tooMany(int bytes, int most) {
    return Problem.error(
        "too-many-variables",
        null,
        "the "
            + Limits.number(plain.size())
            + " variables that jobs inherit take "
            + Limits.number(bytes())
            + " bytes, with all that a pod needs "
            + Limits.number(bytes)
            + ", and "
            + Limits.number(most)
            + " can be handed to a pod",
        hint());
  }

  /// That the Secret of a run can't hold those that look secret.
  Problem tooManySecrets() {
    return Problem.error(
        "too-many-variables",
        null,
        "the variables that look like secrets take "
            + Limits.number(secretBytes())
            + " bytes, and the Secret of a run holds 1,048,576",
        hint(secret));
  }
}
