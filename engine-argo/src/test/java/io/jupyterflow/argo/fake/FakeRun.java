package io.jupyterflow.argo.fake;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One Workflow on its way: DAG templates, retries, parallelism, deadlines, shutdown.
final class FakeRun {

  private static final List<String> OVER =
      List.of("Succeeded", "Failed", "Error", "Skipped", "Omitted");

  private final String name;
  private final String namespace;
  private final FakeController controller;
  private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
  private final Map<String, FakePod> running = new HashMap<>();
  private KubeObject workflow;
  private String phase = "";

  FakeRun(KubeObject workflow, FakeController controller) {
    this.workflow = workflow;
    this.name = workflow.name();
    this.namespace = workflow.text("metadata", "namespace");
    this.controller = controller;
  }

  boolean isOver() {
    return OVER.contains(phase);
  }

  /// Ends what still runs.
  void abandon() {
    running.values().forEach(FakePod::kill);
    running.clear();
  }

  /// Does what can be done now.
  void step(KubeObject now) {
    workflow = now;
    String shutdown = now.text("spec", "shutdown");
    reap(shutdown);
    String root = dag(now.text("spec", "entrypoint"), name, Map.of(), shutdown);
    phase = OVER.contains(root) && running.isEmpty() ? root : "Running";
  }

  /// The Workflow with what is known of it.
  KubeObject written(KubeObject now) {
    if (phase.isEmpty()) {
      return now;
    }
    Map<String, @Nullable Object> status = new LinkedHashMap<>(now.object("status").tree());
    if (isOver() && status.get("finishedAt") == null) {
      status.put("finishedAt", now());
    }
    status.put("phase", phase);
    Map<String, Object> all = new LinkedHashMap<>();
    nodes.forEach((id, node) -> all.put(id, new LinkedHashMap<>(node)));
    status.put("nodes", all);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(now.object("metadata").tree());
    Map<String, @Nullable Object> labels =
        new LinkedHashMap<>(now.object("metadata", "labels").tree());
    labels.put("workflows.argoproj.io/phase", phase);
    if (isOver()) {
      labels.put("workflows.argoproj.io/completed", "true");
    }
    metadata.put("labels", labels);
    return now.with("status", status).with("metadata", metadata);
  }

  private void reap(String shutdown) {
    for (Map.Entry<String, FakePod> each : List.copyOf(running.entrySet())) {
      FakePod pod = each.getValue();
      Map<String, Object> node = nodes.getOrDefault(each.getKey(), new LinkedHashMap<>());
      if (!shutdown.isEmpty() && !pod.isOver()) {
        pod.terminate();
        end(node, "Failed", "workflow shutdown with strategy:  " + shutdown);
      }
      if (!pod.isOver()) {
        continue;
      }
      running.remove(each.getKey());
      if (OVER.contains(text(node, "phase"))) {
        continue;
      }
      node.put("outputs", Map.of("exitCode", "" + pod.exitCode()));
      if (pod.isExpired()) {
        end(node, "Failed", "Pod was active on the node longer than the specified deadline");
      } else if (pod.exitCode() == 0) {
        end(node, "Succeeded", "");
      } else {
        end(node, "Failed", "main: Error (exit code " + pod.exitCode() + ")");
      }
    }
  }

  /// @return the phase of the DAG
  private String dag(String template, String node, Map<String, String> inputs, String shutdown) {
    KubeObject dag = template(template).object("dag");
    Map<String, Object> own = node(node, "DAG", template, "Running");
    if (OVER.contains(text(own, "phase"))) {
      return text(own, "phase");
    }
    boolean failed = false;
    boolean open = false;
    for (KubeObject task : dag.objects("tasks")) {
      String child = node + "." + task.text("name");
      if (!isOver(child)) {
        task(dag, task, node, child, inputs, shutdown);
      }
      Map<String, Object> made = nodes.get(id(child));
      String state = made == null ? "" : text(made, "phase");
      failed |= state.equals("Failed") || state.equals("Error");
      boolean stays = made == null && (!shutdown.isEmpty() || (failed && dag.isTrue("failFast")));
      open |= !stays && !OVER.contains(state);
    }
    if (!open) {
      end(own, failed || !shutdown.isEmpty() ? "Failed" : "Succeeded", "");
    }
    return text(own, "phase");
  }

  private void task(
      KubeObject dag,
      KubeObject task,
      String parent,
      String node,
      Map<String, String> outer,
      String shutdown) {
    boolean begun = nodes.containsKey(id(node));
    if (!begun) {
      String depends = task.text("depends");
      if (!depends.isEmpty()) {
        boolean[] waits = new boolean[1];
        boolean good =
            Condition.holds(
                depends,
                atom -> {
                  int dot = atom.lastIndexOf('.');
                  String need = dot < 0 ? atom : atom.substring(0, dot);
                  waits[0] |= !isOver(parent + "." + need);
                  return is(parent + "." + need, dot < 0 ? "Succeeded" : atom.substring(dot + 1));
                });
        if (waits[0]) {
          return;
        }
        if (!good) {
          end(
              node(node, "Skipped", "", "Omitted"),
              "Omitted",
              "omitted: depends condition not met");
          return;
        }
      }
      boolean failing = dag.isTrue("failFast") && anyFailed(parent, dag);
      if (!shutdown.isEmpty() || failing) {
        return;
      }
    }
    Map<String, String> inputs = inputs(task, outer);
    KubeObject template = template(task.text("template"));
    if (template.has("dag")) {
      dag(task.text("template"), node, inputs, shutdown);
    } else if (template.has("retryStrategy")) {
      retries(template, node, inputs, shutdown);
    } else {
      pod(template, node, inputs, 0);
    }
  }

  private boolean anyFailed(String parent, KubeObject dag) {
    return dag.objects("tasks").stream()
        .anyMatch(task -> is(parent + "." + task.text("name"), "Failed"));
  }

  private void retries(
      KubeObject template, String node, Map<String, String> inputs, String shutdown) {
    Map<String, Object> retry = node(node, "Retry", template.text("name"), "Running");
    List<Object> children = new ArrayList<>();
    int number = 0;
    while (nodes.containsKey(id(node + "(" + number + ")"))) {
      children.add(id(node + "(" + number + ")"));
      number++;
    }
    if (number > 0) {
      Map<String, Object> last = nodes.getOrDefault(id(node + "(" + (number - 1) + ")"), Map.of());
      String state = text(last, "phase");
      if (!OVER.contains(state)) {
        return;
      }
      KubeObject strategy = template.object("retryStrategy");
      String expression = strategy.text("expression");
      boolean again =
          number <= Integer.parseInt(strategy.text("limit"))
              && (expression.isEmpty() || Condition.holds(expression, atom -> isSo(atom, last)));
      if (state.equals("Succeeded") || !again || !shutdown.isEmpty()) {
        retry.put("children", children);
        end(retry, state, text(last, "message"));
        return;
      }
    }
    String next = node + "(" + number + ")";
    if (pod(template, next, inputs, number)) {
      children.add(id(next));
      retry.put("children", children);
    }
  }

  private static boolean isSo(String atom, Map<String, Object> last) {
    int from = atom.indexOf('\'');
    return from < 0
        ? atom.equals("true")
        : text(last, "message").contains(atom.substring(from + 1, atom.lastIndexOf('\'')));
  }

  /// @return whether there was room to start it
  private boolean pod(KubeObject template, String node, Map<String, String> inputs, int retries) {
    if (nodes.containsKey(id(node))) {
      return true;
    }
    long width = workflow.number("spec", "parallelism");
    if (width > 0 && running.size() >= width) {
      return false;
    }
    Map<String, String> values = new HashMap<>(inputs);
    values.put("retries", "" + retries);
    // the one expression that templates have
    values.put("=asInt(retries) + 1", "" + (retries + 1));
    values.put("workflow.name", name);
    values.put("workflow.uid", workflow.text("metadata", "uid"));
    KubeObject resolved = KubeObject.parse(substituted(json(template), values, true));
    KubeObject patch = KubeObject.EMPTY;
    if (!template.text("podSpecPatch").isEmpty()) {
      patch = KubeObject.parse(substituted(template.text("podSpecPatch"), values, false));
    }
    KubeObject container = resolved.object("container");
    for (KubeObject each : patch.objects("containers")) {
      if (each.text("name").equals("main")) {
        container = Patch.over(container, each);
      }
    }
    String deadline = resolved.text("activeDeadlineSeconds");
    deadline = deadline.isEmpty() ? patch.text("activeDeadlineSeconds") : deadline;
    Map<String, Object> made = node(node, "Pod", template.text("name"), "Running");
    String pod = name + "-" + template.text("name") + "-" + Integer.toUnsignedString(fnv(node));
    String refusal =
        controller.refusal(pod, namespace, workflow.text("spec", "serviceAccountName"));
    if (!refusal.isEmpty()) {
      end(made, "Error", refusal);
      return true;
    }
    try {
      running.put(
          id(node),
          controller.start(
              pod, namespace, container, deadline.isEmpty() ? 0 : Long.parseLong(deadline)));
    } catch (UncheckedIOException e) {
      made.put("outputs", Map.of("exitCode", "128"));
      end(made, "Failed", "main: StartError (exit code 128): " + e.getMessage());
    }
    return true;
  }

  private static String json(KubeObject object) {
    return JsonText.line(object.tree());
  }

  /// @param quoted whether the text is JSON that the values go into
  static String substituted(String text, Map<String, String> values, boolean quoted) {
    String out = text;
    for (Map.Entry<String, String> each : values.entrySet()) {
      String value = each.getValue();
      if (quoted) {
        String line = JsonText.line(Map.of("v", value)).strip();
        value = line.substring(line.indexOf(':') + 1, line.length() - 1).strip();
        value = value.substring(1, value.length() - 1);
      }
      out = out.replace("{{" + each.getKey() + "}}", value);
    }
    return out;
  }

  private static Map<String, String> inputs(KubeObject task, Map<String, String> outer) {
    Map<String, String> inputs = new HashMap<>();
    for (KubeObject parameter : task.objects("arguments", "parameters")) {
      inputs.put(
          "inputs.parameters." + parameter.text("name"),
          substituted(parameter.text("value"), outer, false));
    }
    return inputs;
  }

  private KubeObject template(String wanted) {
    for (KubeObject template : workflow.objects("spec", "templates")) {
      if (template.text("name").equals(wanted)) {
        return template;
      }
    }
    throw new IllegalStateException("no template " + wanted);
  }

  private Map<String, Object> node(String node, String type, String template, String state) {
    return nodes.computeIfAbsent(
        id(node),
        id -> {
          Map<String, Object> made = new LinkedHashMap<>();
          made.put("id", id);
          made.put("name", node);
          made.put("displayName", node.substring(node.lastIndexOf('.') + 1));
          made.put("type", type);
          made.put("templateName", template);
          made.put("phase", state);
          made.put("startedAt", now());
          return made;
        });
  }

  private static void end(Map<String, Object> node, String state, String message) {
    node.put("phase", state);
    node.put("finishedAt", now());
    if (!message.isEmpty()) {
      node.put("message", message);
    }
  }

  private boolean isOver(String node) {
    Map<String, Object> made = nodes.get(id(node));
    return made != null && OVER.contains(text(made, "phase"));
  }

  private boolean is(String node, String state) {
    Map<String, Object> made = nodes.get(id(node));
    return made != null && text(made, "phase").equals(state);
  }

  private static String text(Map<String, Object> node, String key) {
    return node.getOrDefault(key, "").toString();
  }

  private String id(String node) {
    return node.equals(name) ? name : name + "-" + Integer.toUnsignedString(fnv(node));
  }

  private static int fnv(String text) {
    int hash = 0x811c9dc5;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x01000193;
    }
    return hash;
  }

  /// Whole seconds, as Kubernetes has them.
  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
