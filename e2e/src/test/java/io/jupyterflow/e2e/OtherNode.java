package io.jupyterflow.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A second machine of the cluster, large and empty, as far as the scheduler and the controller of
/// volumes can tell: nothing runs there, so what they put on it stays as they put it. Closing it
/// removes it with all that is on it.
final class OtherNode implements AutoCloseable {

  static final String NAME = "jf-other";

  /// The controllers take a machine for dead that is silent for 50 s.
  private static final int BEAT_SECONDS = 10;

  private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();

  private OtherNode() {}

  /// Brings it up, and waits until jobs may go there.
  static OtherNode open() {
    OtherNode node = new OtherNode();
    node.remove();
    apply("other-node.yaml");
    beat().ok();
    var _ =
        node.beats.scheduleWithFixedDelay(
            OtherNode::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    Hub.until(
        () -> Hub.kubectl("get", "node", NAME, "-o", "jsonpath={.spec.taints}"),
        taints -> taints.out().isEmpty());
    return node;
  }

  private static Hub.Outcome beat() {
    String alive =
        """
        {"status": {
          "capacity": {"cpu": "1000", "memory": "4Ti", "pods": "110"},
          "allocatable": {"cpu": "1000", "memory": "4Ti", "pods": "110"},
          "conditions": [{"type": "Ready", "status": "True", "reason": "KubeletReady",
                          "lastHeartbeatTime": "%s", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
        """
            .formatted(Instant.now());
    return Hub.kubectl("patch", "node", NAME, "--subresource=status", "--type=merge", "-p", alive);
  }

  /// The machine that a run's only pod is bound to, as soon as it is.
  static String ofPodOf(String run) {
    return Hub.until(
            () ->
                Hub.kubectl(
                    "get",
                    "pods",
                    "-l",
                    "workflows.argoproj.io/workflow=" + run,
                    "-o",
                    "jsonpath={.items[*].spec.nodeName}"),
            said -> !said.ok().out().isEmpty())
        .out();
  }

  /// Makes the disk `jf-disk`, and has it attached there: the test answers for the driver.
  static void attachDisk() {
    apply("disk.yaml");
    Hub.kubectl("wait", "pvc/jf-disk", "--for=jsonpath={.status.phase}=Bound").ok();
    apply("disk-user.yaml");
    String attachment =
        Hub.until(
                () ->
                    Hub.kubectl(
                        "get",
                        "volumeattachments",
                        "-o",
                        "jsonpath={.items[?(@.spec.source.persistentVolumeName=='jf-disk')].metadata.name}"),
                said -> !said.out().isEmpty())
            .out();
    Hub.kubectl(
            "patch",
            "volumeattachment",
            attachment,
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\": {\"attached\": true}}")
        .ok();
    Hub.until(
        () -> Hub.kubectl("get", "node", NAME, "-o", "jsonpath={.status.volumesAttached}"),
        said -> said.out().contains("jf-disk"));
  }

  private static void apply(String resource) {
    try (InputStream in = OtherNode.class.getResourceAsStream(resource)) {
      Hub.cluster(Objects.requireNonNull(in).readAllBytes(), "kubectl", "apply", "-f", "-").ok();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    beats.close();
    remove();
  }

  /// Nothing there ends its pods, so they are struck off.
  private void remove() {
    Hub.kubectl(
            "delete",
            "pods",
            "--field-selector",
            "spec.nodeName=" + NAME,
            "--force",
            "--grace-period=0")
        .ok();
    Hub.kubectl("delete", "pvc", "jf-disk", "--ignore-not-found").ok();
    Hub.kubectl("delete", "pv,volumeattachment", "--field-selector", "metadata.name=jf-disk").ok();
    Hub.kubectl("delete", "node,csinode", NAME, "--ignore-not-found").ok();
    Hub.kubectl("delete", "csidriver", "disks.jupyterflow.dev", "--ignore-not-found").ok();
  }
}
