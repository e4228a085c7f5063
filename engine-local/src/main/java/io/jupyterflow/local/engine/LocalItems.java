package io.jupyterflow.local.engine;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.core.environment.ShellNames;
import io.jupyterflow.core.environment.UserVariables;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.local.spawn.JobLauncher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What jobs on this machine have, for people.
final class LocalItems {

  private static final String ENV = "env.";
  private static final String MACHINE = "machine";
  private static final String PROCESS = "process";

  private final Environment whole;
  private final LocalEnvironment local;
  private final Map<String, String> origins = new HashMap<>();
  private final List<CapturedItem> items = new ArrayList<>();

  LocalItems(Environment whole, LocalEnvironment local) {
    this.whole = whole;
    this.local = local;
    for (SettingOverride change : local.changes()) {
      origins.put(change.key(), change.origin());
    }
  }

  List<CapturedItem> list() {
    carried("directory", "directory", whole.workingDirectory(), PROCESS, "jobs run here");
    machine();
    resources(whole.resources());
    for (String name : new TreeSet<>(whole.variables().keySet())) {
      variable(name, whole.variables().getOrDefault(name, ""));
    }
    for (SettingOverride change : local.changes()) {
      if (!change.key().startsWith(ENV) && !change.key().equals("resources")) {
        String value = String.valueOf(change.value());
        add("setting", change.key(), value, Fate.LEFT_OUT, change.origin(), "Kubernetes uses it");
      }
    }
    return items;
  }

  private void machine() {
    int cores = local.capacity().cores();
    carried("machine", "cores", Integer.toString(cores), MACHINE, "so many jobs run at once");
    long memory = local.capacity().memory() >> 20;
    carried("machine", "memory", memory + "Mi", MACHINE, "jobs that state theirs share it");
    List<String> gpus = local.capacity().gpus();
    String devices = gpus.isEmpty() ? "none" : String.join(",", gpus);
    carried("machine", "gpus", devices, MACHINE, "jobs that state theirs share them");
  }

  private void resources(Resources resources) {
    String origin = origins.getOrDefault("resources", PROCESS);
    resource("cpu", resources.cpu(), origin);
    resource("memory", resources.memory(), origin);
    resource("gpu", resources.gpu(), origin);
  }

  private void resource(String name, @Nullable Object amount, String origin) {
    if (amount != null) {
      String reason = "for jobs that state none";
      add("resource", name, amount.toString(), Fate.CHANGED, origin, reason);
    }
  }

  private void variable(String name, String value) {
    boolean isSecret = Secrets.isSecret(name, value);
    String shown = isSecret ? Secrets.shown(name, value) : value;
    @Nullable String origin = origins.get(ENV + name);
    String secret = isSecret ? "it looks like a secret: no run keeps its value" : "";
    if (origin != null) {
      add("variable", name, shown, Fate.CHANGED, origin, isSecret ? secret : "set there");
    } else if (name.startsWith("JUPYTERFLOW_")) {
      add("variable", name, shown, Fate.LEFT_OUT, PROCESS, "every job has its own");
    } else if (!ShellNames.isName(name)) {
      oddName(name, shown, secret);
    } else if (value.indexOf(UserVariables.UNDECODABLE) >= 0) {
      carried("variable", name, shown, PROCESS, "no text in UTF-8: its bytes, and no run keeps it");
    } else {
      carried("variable", name, shown, PROCESS, secret);
    }
  }

  /// A shell is between a run and its jobs.
  private void oddName(String name, String shown, String secret) {
    if (JobLauncher.bash().isPresent()) {
      String bash = "of the shells, only bash hands such a name on";
      carried("variable", name, shown, PROCESS, secret.isEmpty() ? bash : secret);
    } else {
      String none = "no shell hands such a name on but bash, which is not here";
      add("variable", name, shown, Fate.LEFT_OUT, PROCESS, none);
    }
  }

  private void carried(String kind, String name, String value, String source, String reason) {
    add(kind, name, value, Fate.CARRIED, source, reason);
  }

  private void add(
      String kind, String name, String value, Fate fate, String source, String reason) {
    items.add(new CapturedItem(kind, name, value, fate, source, reason));
  }
}
