package io.jupyterflow.core.document;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One job of a `Plan` document.
final class JobDocument {

  private JobDocument() {}

  /// All of a job but its needs, in the order of the document.
  static Map<String, Object> of(Job job) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", job.name());
    if (!job.origin().equals(job.name())) {
      fields.put("origin", job.origin());
    }
    command(job.command(), fields);
    fields.put("needs", job.needs());
    fields.put("parameters", job.parameters());
    fields.put("env", job.env());
    fields.put("resources", resources(job.resources()));
    if (!job.retries().isUnstated()) {
      fields.put("retries", retries(job.retries()));
    }
    if (job.timeout() != null) {
      fields.put("timeout", DurationText.of(job.timeout()));
    }
    if (!job.metrics().isEmpty()) {
      fields.put("metrics", job.metrics());
    }
    return fields;
  }

  private static void command(Command command, Map<String, Object> fields) {
    // No switch over types: the first of a JVM costs milliseconds.
    if (command instanceof Command.Exec exec) {
      fields.put("command", exec.argv());
    } else if (command instanceof Command.Shell shell) {
      fields.put("shell", shell.text());
      if (shell.errexit()) {
        fields.put("errexit", true);
      }
    } else {
      Command.Notebook notebook = (Command.Notebook) command;
      List<String> argv = new ArrayList<>();
      argv.add(notebook.python());
      argv.add(notebook.notebook());
      argv.addAll(notebook.arguments());
      fields.put("command", argv);
      fields.put("notebook", notebook.notebook());
    }
  }

  private static Map<String, Object> resources(Resources resources) {
    if (resources.isUnstated()) {
      return Map.of();
    }
    Map<String, Object> stated = new LinkedHashMap<>();
    if (resources.cpu() != null) {
      stated.put("cpu", resources.cpu());
    }
    if (resources.memory() != null) {
      stated.put("memory", resources.memory());
    }
    if (resources.gpu() != null) {
      stated.put("gpu", resources.gpu());
    }
    return stated;
  }

  private static Map<String, Object> retries(Retries retries) {
    Map<String, Object> stated = new LinkedHashMap<>();
    stated.put("limit", retries.limit());
    List<String> causes = new ArrayList<>();
    for (RetryCause cause : RetryCause.values()) {
      if (retries.on().contains(cause)) {
        causes.add(cause.text());
      }
    }
    stated.put("on", causes);
    stated.put("backoff", DurationText.of(retries.backoff()));
    BigDecimal factor = retries.memoryFactor();
    stated.put("memory", factor == null ? "x1" : "x" + factor.toPlainString());
    return stated;
  }
}
