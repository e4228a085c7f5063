package io.jupyterflow.kubernetes.client;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Changes objects that others change, too: an object is replaced in the version it was read in,
/// and read again where somebody else was faster.
public final class OptimisticUpdate {

  private static final int TRIES = 8;

  private OptimisticUpdate() {}

  /// Changes an object.
  ///
  /// @param path the object's
  /// @param first the object as it was last read
  /// @param again reads it again
  /// @param change gives an equal object where nothing needs to be done
  /// @return the object as the server keeps it
  /// @throws KubeException where the server says no, and where others are always faster
  public static KubeObject apply(
      KubeApi api,
      String path,
      KubeObject first,
      Supplier<KubeObject> again,
      UnaryOperator<KubeObject> change) {
    KubeObject now = first;
    for (int tries = 1; ; tries++) {
      KubeObject changed = change.apply(now);
      if (changed.equals(now)) {
        return now;
      }
      try {
        return api.replace(path, changed);
      } catch (KubeException.Answered e) {
        if (!e.isConflict() || tries == TRIES) {
          throw e;
        }
      }
      now = again.get();
    }
  }
}
