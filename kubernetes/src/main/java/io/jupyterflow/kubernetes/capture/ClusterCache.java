package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.ServiceAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What the cluster has said before and would say again, so that a submit asks it twice and not
/// four times: `~/.jupyterflow/cluster.json`.
///
/// It is of one cluster, known by its address and its certificate authority; of another, all is
/// asked again. That it has what the engine needs holds until a submit finds otherwise ([#forget]).
/// How a claim may be shared holds for a pod: while that has the claim, neither it nor its modes
/// can change. Nothing in it is secret. A file that is damaged, or can't be written, costs the
/// questions and no more. Safe for threads.
public final class ClusterCache {

  private final @Nullable PrivateFolders folders;
  private final @Nullable Path file;
  private final String server;
  private final String authority;
  private final String engine;
  private boolean hasEngine;
  private String pod = "";
  private final Map<String, String> claims = new LinkedHashMap<>();
  private boolean isNew;

  private ClusterCache(
      @Nullable PrivateFolders folders, String server, String authority, String engine) {
    this.folders = folders;
    this.file = folders == null ? null : folders.base().resolve("cluster.json");
    this.server = server;
    this.authority = authority;
    this.engine = engine;
  }

  /// A memory that keeps nothing.
  public static ClusterCache nothing() {
    return new ClusterCache(null, "", "", "");
  }

  /// What is remembered of the cluster that this pod is in.
  ///
  /// @param home the user's
  /// @param engine name of the engine that uses it
  public static ClusterCache in(Path home, ServiceAccount account, String engine) {
    ClusterCache memory;
    try {
      CRC32 sum = new CRC32();
      sum.update(Files.readAllBytes(account.authority()));
      memory =
          new ClusterCache(
              PrivateFolders.in(home), account.server(), Long.toHexString(sum.getValue()), engine);
    } catch (IOException unknown) {
      return nothing();
    }
    memory.read();
    return memory;
  }

  private void read() {
    KubeObject kept = KubeObject.EMPTY;
    try {
      if (folders != null && file != null) {
        folders.checkBase();
        kept = KubeObject.parse(Files.readString(file));
      }
    } catch (IOException | IllegalArgumentException | JupyterFlowException.Refused none) {
      return;
    }
    if (kept.text("server").equals(server) && kept.text("authority").equals(authority)) {
      hasEngine = kept.isTrue(engine);
      pod = kept.text("pod");
      claims.putAll(kept.object("claims").texts());
    }
  }

  /// Whether the cluster has said that it has what the engine needs.
  public synchronized boolean hasEngine() {
    return hasEngine;
  }

  /// Notes that it has.
  public synchronized void noteEngine() {
    isNew |= !hasEngine;
    hasEngine = true;
  }

  /// The access modes of a claim that a pod has; none where they are not remembered.
  ///
  /// @param uid the pod's
  synchronized List<String> modes(String uid, String claim) {
    String modes = pod.equals(uid) ? claims.getOrDefault(claim, "") : "";
    return modes.isEmpty() ? List.of() : List.of(modes.split(","));
  }

  /// Notes them.
  synchronized void note(String uid, String claim, List<String> modes) {
    if (uid.isEmpty() || modes.isEmpty()) {
      return;
    }
    if (!pod.equals(uid)) {
      claims.clear();
      pod = uid;
    }
    claims.put(claim, String.join(",", modes));
    isNew = true;
  }

  /// Writes what was noted, whole or not at all.
  public synchronized void keep() {
    if (folders == null || file == null || !isNew) {
      return;
    }
    isNew = false;
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("server", server);
    kept.put("authority", authority);
    kept.put(engine, hasEngine);
    kept.put("pod", pod);
    kept.put("claims", claims);
    Path part = file.resolveSibling(".cluster.json-" + ProcessHandle.current().pid());
    try {
      folders.makeBase();
      Files.writeString(part, JsonText.pretty(kept));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (JupyterFlowException.Refused notOurs) {
      // a submit refuses before; nothing was written
    } catch (IOException | UnsupportedOperationException full) {
      remove(part);
    }
  }

  /// Forgets all: the cluster is no longer what it was.
  public synchronized void forget() {
    hasEngine = false;
    claims.clear();
    if (file != null) {
      remove(file);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // read again, and found wanting again
    }
  }
}
