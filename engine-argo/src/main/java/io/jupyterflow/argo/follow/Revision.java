package io.jupyterflow.argo.follow;

import io.jupyterflow.kubernetes.client.KubeObject;

/// The revision of a run: the version of its Workflow, and below that, bits for what changes
/// without it. Bit 0: it lies untouched; bit 1: the cluster is silent; the eight above: how often
/// what is noted of its pods was new.
public final class Revision {

  private static final int FLAGS = 10;
  private static final long UNTOUCHED = 1;
  private static final long SILENT = 2;
  private static final int NOTES = 2;
  private static final long MOST_NOTES = 0xff;

  private Revision() {}

  /// Grows with the object, and with what time alone changes.
  static long of(KubeObject workflow, boolean untouched) {
    String version = workflow.resourceVersion();
    long number;
    try {
      number = Long.parseLong(version);
    } catch (NumberFormatException opaque) {
      number = version.hashCode() & 0xffff_ffffL;
    }
    return (number << FLAGS) | (untouched ? UNTOUCHED : 0);
  }

  /// The same while the cluster does not answer.
  public static long silent(long revision) {
    return revision | SILENT;
  }

  /// The same with what is noted of pods.
  ///
  /// @param changes how often that was new
  public static long noted(long revision, int changes) {
    return revision | (changes & MOST_NOTES) << NOTES;
  }
}
