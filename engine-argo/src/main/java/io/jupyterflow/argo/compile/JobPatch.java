package io.jupyterflow.argo.compile;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.environment.ShellNames;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.runfolder.JobFolderName;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.GpuKinds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What makes a pod of a shared template the pod of one job: the parameter `patch` of its task.
///
/// @param container of the environment: its resources and variables are what a job's lie over
/// @param secret the name of the run's Secret
record JobPatch(KubeObject container, String secret) {

  static final String CONTAINER = PodEnvironment.JOB_CONTAINER;

  /// The key of a job's secret variable in the run's Secret.
  static String secretKey(String task, String variable) {
    return task + "." + variable;
  }

  /// Whether a variable of a job is none for the Workflow's own text.
  static boolean isSecret(String variable, String value) {
    return Secrets.isSecret(variable, value) && ShellNames.isName(variable);
  }

  /// The text of the parameter.
  String text(Job job, String task) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", CONTAINER);
    fields.put("args", arguments(job));
    List<Object> variables = variables(job, task);
    if (!variables.isEmpty()) {
      fields.put("env", variables);
    }
    Map<String, Object> resources = resources(job.resources());
    String growing = growing(job);
    if (growing.isEmpty() && !resources.isEmpty()) {
      fields.put("resources", resources);
    }
    String text = ArgoText.patch(Map.of("containers", List.of(fields)));
    if (growing.isEmpty()) {
      return text;
    }
    // the only tag that is meant to be one, so it comes after all have been taken out
    for (String part : List.of("limits", "requests")) {
      amounts(resources, part).put("memory", growing);
    }
    String end = "}]}";
    return text.substring(0, text.length() - end.length())
        + ",\"resources\":"
        + JsonText.line(resources)
        + end;
  }

  private static List<String> arguments(Job job) {
    List<String> words = new ArrayList<>();
    words.add(JobFolderName.of(job.name()));
    job.env()
        .forEach((name, value) -> {
          if (!ShellNames.isName(name)) {
            if (words.size() == 1) {
              words.add("/usr/bin/env");
            }
            words.add(name + "=" + value);
          }
        });
    words.addAll(argv(job.command()));
    return ArgoText.forKubelet(words);
  }

  private static List<String> argv(Command command) {
    if (command instanceof Command.Exec exec) { // first: a switch over types is slow when it is new
      return exec.argv();
    }
    return switch (command) {
      case Command.Exec exec -> exec.argv();
      case Command.Shell shell -> shell.argv(LauncherScript.SHELL);
      case Command.Notebook notebook -> {
        List<String> words = new ArrayList<>();
        words.add(LauncherScript.SHELL);
        words.add("-c");
        words.add("eval \"$" + JobTemplates.NOTEBOOK_JOB + "\"");
        words.add(notebook.notebook().substring(notebook.notebook().lastIndexOf('/') + 1));
        words.add(notebook.python());
        words.add(notebook.notebook());
        words.addAll(notebook.arguments());
        yield words;
      }
    };
  }

  /// Merged by name into the template's.
  private List<Object> variables(Job job, String task) {
    List<Object> variables = new ArrayList<>();
    if (JobFolderName.isShortened(job.name())) {
      variables.add(variable("JUPYTERFLOW_JOB", ArgoText.forKubelet(job.name())));
    }
    job.env()
        .forEach((name, value) -> {
          if (isSecret(name, value)) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", name);
            entry.put("value", null);
            entry.put("valueFrom", secretRef(secret, secretKey(task, name)));
            variables.add(entry);
          } else if (ShellNames.isName(name)) {
            Map<String, Object> entry = variable(name, ArgoText.forKubelet(value));
            if (isReference(name)) {
              entry.put("valueFrom", null);
            }
            variables.add(entry);
          }
        });
    return variables;
  }

  private boolean isReference(String name) {
    return container.objects("env").stream()
        .anyMatch(entry -> entry.text("name").equals(name) && entry.has("valueFrom"));
  }

  static Map<String, Object> variable(String name, String value) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("value", value);
    return entry;
  }

  static Map<String, Object> secretRef(String secret, String key) {
    Map<String, Object> ref = new LinkedHashMap<>();
    ref.put("name", secret);
    ref.put("key", key);
    return Map.of("secretKeyRef", ref);
  }

  /// Memory is what the job may have at most, too: a job is not promised less than it may take.
  /// Cores are limited only where the notebook's are.
  private Map<String, Object> resources(Resources stated) {
    Map<String, Object> resources = new LinkedHashMap<>();
    BigDecimal cpu = stated.cpu();
    if (cpu != null) {
      amounts(resources, "requests").put("cpu", cpu.toPlainString());
      if (container.has("resources", "limits", "cpu")) {
        amounts(resources, "limits").put("cpu", cpu.toPlainString());
      }
    }
    Long memory = stated.memory();
    if (memory != null) {
      amounts(resources, "requests").put("memory", memory.toString());
      amounts(resources, "limits").put("memory", memory.toString());
    }
    Integer gpu = stated.gpu();
    if (gpu != null) {
      gpus(gpu, resources);
    }
    return resources;
  }

  /// None takes away whatever the notebook has, because also none of a device, or a share of its
  /// memory, is a request that nodes without one refuse.
  private void gpus(int count, Map<String, Object> resources) {
    GpuKinds kinds = GpuKinds.of(container);
    for (String part : List.of("requests", "limits")) {
      if (count > 0) {
        amounts(resources, part).put(kinds.counted(), Integer.toString(count));
        continue;
      }
      for (String kind : kinds.all()) {
        if (container.has("resources", part, kind)) {
          amounts(resources, part).put(kind, null);
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // made here
  private static Map<String, @Nullable Object> amounts(Map<String, Object> resources, String part) {
    return (Map<String, @Nullable Object>)
        resources.computeIfAbsent(part, none -> new LinkedHashMap<String, @Nullable Object>());
  }

  /// The memory of an attempt, which the controller computes; empty where it stays the same.
  private String growing(Job job) {
    BigDecimal factor = job.retries().memoryFactor();
    if (job.retries().limit() == 0 || factor == null) {
      return "";
    }
    Long memory = memory(job);
    if (memory == null) {
      return "";
    }
    return "{{=int("
        + memory
        + " * "
        + factor.toPlainString()
        + " ** "
        + RetryStrategy.GROWTHS
        + ")}}";
  }

  private @Nullable Long memory(Job job) {
    if (job.resources().memory() != null) {
      return job.resources().memory();
    }
    for (String part : List.of("limits", "requests")) {
      Optional<Long> stated = Bytes.parse(container.text("resources", part, "memory"));
      if (stated.isPresent()) {
        return stated.get();
      }
    }
    return null;
  }
}
