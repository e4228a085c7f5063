package io.jupyterflow.argo.follow;

import io.jupyterflow.core.document.JsonTree;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The nodes of a Workflow's status, wherever the controller put them: plain, compressed from a
/// megabyte on, or in a database of its own that nobody else reads.
final class NodeStatuses {

  private final Map<String, Node> byId;
  private final Map<String, Node> byTask = new HashMap<>();
  private final String missing;

  private NodeStatuses(Map<String, Node> byId, String missing) {
    this.byId = byId;
    this.missing = missing;
    for (Node node : byId.values()) {
      // a Retry node and its tries differ in their last part: prep, prep(0), prep(1)
      if (!node.type().equals("DAG")) {
        byTask.put(node.task(), node);
      }
    }
  }

  static NodeStatuses of(KubeObject workflow) {
    KubeObject status = workflow.object("status");
    if (!status.text("offloadNodeStatusVersion").isEmpty()) {
      return unreadable("the cluster keeps the states of this run's jobs in a database");
    }
    String compressed = status.text("compressedNodes");
    if (compressed.isEmpty()) {
      return new NodeStatuses(nodes(status.object("nodes")), "");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(compressed);
    } catch (IllegalArgumentException torn) {
      return unreadable("the states of this run's jobs are damaged");
    }
    if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
      return unreadable("the cluster compresses the states of this run's jobs in a new way");
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new NodeStatuses(nodes(new KubeObject(JsonTree.object(in))), "");
    } catch (IOException | IllegalArgumentException torn) {
      return unreadable("the states of this run's jobs are damaged");
    }
  }

  /// What the pods themselves say, where the controller's status can't be read.
  static NodeStatuses ofPods(List<KubeObject> pods) {
    Map<String, Node> byId = new HashMap<>();
    Map<String, List<Node>> tries = new HashMap<>();
    for (KubeObject pod : pods) {
      Node node = Node.ofPod(pod);
      byId.put(node.id(), node);
      int open = node.name().lastIndexOf('(');
      if (open > 0) {
        tries.computeIfAbsent(node.name().substring(0, open), n -> new ArrayList<>()).add(node);
      }
    }
    tries.forEach((name, children) -> byId.put("retry of " + name, Node.ofTries(name, children)));
    return new NodeStatuses(byId, "");
  }

  private static NodeStatuses unreadable(String why) {
    return new NodeStatuses(Map.of(), why);
  }

  private static Map<String, Node> nodes(KubeObject nodes) {
    Map<String, Node> byId = new HashMap<>();
    for (String id : nodes.tree().keySet()) {
      byId.put(id, Node.of(nodes.object(id)));
    }
    return byId;
  }

  /// Why nothing is known of the nodes; empty where all is.
  String missing() {
    return missing;
  }

  @Nullable Node task(String task) {
    return byTask.get(task);
  }

  Optional<Node> node(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
