package io.jupyterflow.argo.follow;

import java.nio.charset.StandardCharsets;

/// What the controller calls the pod of a node; its status does not say.
final class PodNames {

  private static final int LONGEST = 253;
  private static final int HASH = 10;

  private PodNames() {}

  static String of(String workflow, Node node) {
    if (node.name().equals(workflow)) {
      return workflow;
    }
    String prefix = node.template().isEmpty() ? workflow : workflow + "-" + node.template();
    int room = LONGEST - HASH - 1;
    prefix = prefix.length() > room ? prefix.substring(0, room) : prefix;
    return prefix + "-" + Integer.toUnsignedString(fnv(node.name()));
  }

  /// FNV-1a of 32 bits.
  private static int fnv(String text) {
    int hash = 0x811c9dc5;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash ^= each & 0xff;
      hash *= 0x01000193;
    }
    return hash;
  }
}
