package io.jupyterflow.argo.submit;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.argo.compile.CompiledWorkflow;
import io.jupyterflow.argo.compile.WorkflowLabels;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.OptimisticUpdate;
import org.jspecify.annotations.Nullable;

/// Brings an object that starts jobs to the cluster, with the Secret it owns: once, whatever
/// happens on the way, and without reading or deleting a Secret, which nobody needs the right for
/// then.
///
/// The object's name is chosen before the first call, so a create that is made twice, or that
/// nobody answered, finds itself: its hash tells.
///
/// An object with a Secret is created suspended. It names the Secret it awaits
/// ([WorkflowLabels#AWAITED]), a name that is drawn again for each object that is composed.
/// Everyone who brings the same object finds that name in it and creates the Secret so: where it is
/// there already, somebody has brought it to this very object, and with the same values, because
/// the hash covers them. Then the object is let go, and the mark taken off. So a crash in between
/// leaves nothing running and nothing without an owner, and the next one who brings the same
/// completes it.
public final class IdempotentCreate {

  /// How often something is created again that was deleted in between, or that came at the wrong
  /// moment.
  private static final int TRIES = 8;

  private final KubeApi api;

  /// @param api one that makes calls again
  public IdempotentCreate(KubeApi api) {
    this.api = api;
  }

  /// Creates an object, or completes it where it is there.
  ///
  /// @param collection the path of the objects of its kind
  /// @return the object as the cluster keeps it
  /// @throws Taken where something else has the name
  /// @throws KubeException where the cluster says no, and has nothing of it then, or where nobody
  ///   knows: the same may be created again
  public KubeObject create(String collection, CompiledWorkflow compiled) {
    KubeObject kept = created(collection, compiled.workflow());
    String awaited = kept.text("metadata", "annotations", WorkflowLabels.AWAITED);
    KubeObject secret = compiled.secret();
    if (awaited.isEmpty() || secret == null) {
      return kept;
    }
    String path = collection + "/" + kept.name();
    try {
      createSecret(
          secret
              .with("metadata", secret.object("metadata").with("name", awaited))
              .ownedBy(Paths.VERSION, kept.text("kind"), kept));
    } catch (KubeException.Answered e) {
      if (!e.isPassing()) {
        // it would stay suspended for ever
        api.delete(path);
      }
      throw e;
    }
    return OptimisticUpdate.apply(api, path, kept, () -> api.get(path), IdempotentCreate::complete);
  }

  private KubeObject created(String collection, KubeObject wanted) {
    for (int tries = 1; ; tries++) {
      try {
        return api.create(collection + Paths.STRICT, wanted);
      } catch (KubeException.Answered e) {
        if (!e.isConflict()) {
          throw e;
        }
        KubeObject there = e.isTaken() ? found(collection + "/" + wanted.name()) : null;
        if (there != null) {
          return same(wanted, there, e);
        }
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private @Nullable KubeObject found(String path) {
    try {
      return api.get(path);
    } catch (KubeException.Answered e) {
      if (e.isNotFound()) {
        return null;
      }
      throw e;
    }
  }

  private static KubeObject same(KubeObject wanted, KubeObject there, Throwable cause) {
    String hash = there.text("metadata", "annotations", WorkflowLabels.HASH);
    if (!hash.equals(wanted.text("metadata", "annotations", WorkflowLabels.HASH))) {
      throw new Taken(!hash.isEmpty(), cause);
    }
    return there;
  }

  private void createSecret(KubeObject secret) {
    String collection = Paths.secrets(secret.text("metadata", "namespace"));
    for (int tries = 1; ; tries++) {
      try {
        api.create(collection + Paths.STRICT, secret);
        return;
      } catch (KubeException.Answered e) {
        if (e.isTaken()) {
          return;
        }
        if (!e.isConflict() || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static KubeObject complete(KubeObject now) {
    KubeObject metadata = now.object("metadata");
    KubeObject annotations = metadata.object("annotations");
    if (!annotations.has(WorkflowLabels.AWAITED)) {
      return now;
    }
    return now.with(
            "metadata",
            metadata.with("annotations", annotations.with(WorkflowLabels.AWAITED, null)))
        .with("spec", now.object("spec").with("suspend", null));
  }

  /// The name is that of something else.
  public static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isOurs;

    Taken(boolean isOurs, Throwable cause) {
      super("there is another", cause);
      this.isOurs = isOurs;
    }

    /// Whether it is one of JupyterFlow's.
    public boolean isOurs() {
      return isOurs;
    }
  }
}
