package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.core.diagnosis.Packages;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Packages of jobs that run in another container: they have its image and the volumes, and nothing
/// that was installed into the notebook's own container.
public final class JobPackages implements Packages {

  private static final String ONLY = "Jobs have the image and the volumes only. ";

  private static final String PACKAGES = "/packages";

  private final Supplier<Environment> environment;

  /// @param environment what jobs have; asked when a package is missing
  public JobPackages(Supplier<Environment> environment) {
    this.environment = environment;
  }

  @Override
  public String python(String python, String module, String distribution) {
    Environment jobs = known();
    if (jobs == null) {
      return elsewhere(distribution);
    }
    Lasting lasting = Lasting.of((PodEnvironment) jobs.engine());
    Optional<PythonHere> here = PythonHere.ask(python, module, jobs.variables());
    String found = here.map(PythonHere::module).orElse("");
    if (!found.isEmpty() && lasting.has(found)) {
      return module
          + " is in "
          + found
          + ", which jobs have, too, but the job's Python does not look there. Run it with the"
          + " Python that does, or say where: PYTHONPATH="
          + folder(found, module);
    }
    return ONLY
        + (found.isEmpty()
            ? ""
            : "Here, " + module + " is in " + found + ", in the notebook's own container. ")
        + install(python, distribution, here.orElse(null), jobs, lasting);
  }

  private @Nullable Environment known() {
    try {
      Environment jobs = environment.get();
      return ((PodEnvironment) jobs.engine()).container().has("image") ? jobs : null;
    } catch (JupyterFlowException notTold) {
      return null;
    }
  }

  private static String elsewhere(String distribution) {
    return "Jobs have the image and the volumes only, and nothing of this machine: install it in"
        + " the image (pip install "
        + distribution
        + "), or in a folder on a volume that PYTHONPATH names.";
  }

  private static String install(
      String python,
      String distribution,
      @Nullable PythonHere here,
      Environment jobs,
      Lasting lasting) {
    if (here != null && lasting.has(here.prefix())) {
      return "Install it where they have it, too: " + python + " -m pip install " + distribution;
    }
    if (here != null && !here.isVirtual() && !here.users().isEmpty() && lasting.has(here.users())) {
      return "Install it in your home, which is on a volume: "
          + python
          + " -m pip install --user "
          + (here.module().isEmpty() ? "" : "--ignore-installed ")
          + distribution;
    }
    String volume = lasting.folder();
    if (!volume.isEmpty()) {
      String target = volume + PACKAGES;
      return "Install it on a volume, and say where: "
          + python
          + " -m pip install --target "
          + target
          + " "
          + distribution
          + " && export PYTHONPATH="
          + target
          + (jobs.variables().getOrDefault("PYTHONPATH", "").isEmpty() ? "" : ":$PYTHONPATH");
    }
    return "There is no volume to install it on: it has to be in the image, or name one that has it"
        + " with --image.";
  }

  /// The folder that has a module: what is found is a file of it, or its own folder.
  private static String folder(String found, String module) {
    Path file = Path.of(found);
    Path own = String.valueOf(file.getFileName()).startsWith("__init__.") ? file.getParent() : file;
    Path parent = own == null ? null : own.getParent();
    return parent == null ? module : parent.toString();
  }

  @Override
  public String other(String install, String variable) {
    return ONLY
        + "Install it into a folder on a volume, mostly your home, and have "
        + variable
        + " name that folder: "
        + install;
  }

  @Override
  public String program(String name) {
    return name.startsWith("nvidia-")
        ? name + " is only in jobs that have a GPU: ask for one with --gpu 1."
        : "Check its spelling, or activate the environment that has it before you start the run. "
            + ONLY
            + "What was installed into the notebook's own container is not there: install it on a"
            + " volume, or have it in the image.";
  }

  /// What of the notebook's disk jobs have, too, with what is written there.
  ///
  /// @param home the user's, or null where it is not on a volume
  /// @param folders where volumes are mounted
  private record Lasting(@Nullable String home, Set<String> folders) {

    static Lasting of(PodEnvironment environment) {
      Set<String> folders = new TreeSet<>();
      for (KubeObject mount : environment.container().objects("volumeMounts")) {
        for (KubeObject volume : environment.pod().objects("volumes")) {
          if (volume.text("name").equals(mount.text("name")) && keeps(volume)) {
            folders.add(mount.text("mountPath").replaceFirst("(?<=.)/+$", ""));
          }
        }
      }
      return new Lasting(environment.home(), folders);
    }

    /// The one to install packages in: the home, else the first; empty for none.
    String folder() {
      return home != null ? home : folders.isEmpty() ? "" : folders.iterator().next();
    }

    private static boolean keeps(KubeObject volume) {
      return volume.has("persistentVolumeClaim")
          || volume.has("hostPath")
          || volume.has("nfs")
          || volume.has("csi");
    }

    boolean has(String path) {
      for (String folder : folders) {
        if (path.equals(folder) || path.startsWith(folder + "/")) {
          return true;
        }
      }
      return false;
    }
  }
}
