package io.jupyterflow.cli.wiring;

import io.jupyterflow.argo.doctor.Doctor;
import io.jupyterflow.argo.doctor.OutsideDoctor;
import io.jupyterflow.argo.engine.OutsidePod;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.kubernetes.capture.NotebookProcess;
import io.jupyterflow.kubernetes.client.KubeconfigApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// The way to a cluster from outside of it: a kubeconfig file. A class of its own, so that what
/// reads such files is not loaded inside a pod.
public final class KubeconfigCluster {

  private KubeconfigCluster() {}

  /// Whether there is such a file.
  public static boolean hasCluster(ProcessContext surroundings) {
    return Files.isReadable(surroundings.kubeconfig());
  }

  /// What is found of all that a run there needs.
  ///
  /// @throws JupyterFlowException.Refused where the file can't be used
  public static DoctorReport look(
      ProcessContext surroundings, UnaryOperator<Environment> settings) {
    Path kubeconfig = surroundings.kubeconfig();
    NotebookProcess process =
        NotebookProcess.read(surroundings.environment(), surroundings.directory());
    try (KubeconfigApi api = KubeconfigApi.of(kubeconfig, Doctor.PATIENCE)) {
      return new OutsideDoctor(process, settings, surroundings.clock())
          .look(api, kubeconfig.toString(), api.namespace());
    }
  }

  /// An engine that writes what it would send, where no file says to which cluster.
  static Engine writer(ProcessContext surroundings) {
    return OutsidePod.writer(
        surroundings.environment(),
        surroundings.directory(),
        surroundings.home(),
        surroundings.clock());
  }

  /// @param patience how long to wait for an answer
  /// @param instead what to do where there is no such file: [Engines#choose]
  static Engine engine(ProcessContext surroundings, Duration patience, String instead) {
    Path kubeconfig = surroundings.kubeconfig();
    if (!hasCluster(surroundings)) {
      throw new JupyterFlowException.Refused(
          "The engine argo (Kubernetes) needs a pod of a cluster with a service account, or a"
              + " kubeconfig file, and "
              + kubeconfig
              + " can't be read.",
          Remedy.of("set KUBECONFIG to one" + (instead.isEmpty() ? "" : ", or " + instead)));
    }
    return OutsidePod.engine(
        kubeconfig,
        surroundings.environment(),
        surroundings.directory(),
        surroundings.home(),
        surroundings.clock(),
        patience);
  }
}
