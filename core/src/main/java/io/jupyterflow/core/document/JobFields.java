package io.jupyterflow.core.document;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.plan.RetryCause;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// The fields of one job as they are read, in whatever order they come.
final class JobFields {

  private @Nullable String name;
  private @Nullable String origin;
  private @Nullable String shell;
  private boolean errexit;
  private @Nullable String notebook;
  private List<String> command = List.of();
  List<String> needs = List.of();
  private Map<String, String> parameters = Map.of();
  private Map<String, String> env = Map.of();
  private Resources resources = Resources.UNSTATED;
  private Retries retries = Retries.UNSTATED;
  private @Nullable Duration timeout;
  private Map<String, String> metrics = Map.of();

  /// Reads the value of one field. Unknown fields are left out: later versions only add.
  void read(String field, JsonParser json) {
    switch (field) {
      case "name" -> name = json.getString();
      case "origin" -> origin = json.getString();
      case "shell" -> shell = json.getString();
      case "errexit" -> errexit = json.getBooleanValue();
      case "notebook" -> notebook = json.getString();
      case "command" -> command = JsonValues.strings(json);
      case "parameters" -> parameters = JsonValues.map(json);
      case "env" -> env = JsonValues.map(json);
      case "resources" -> resources = resources(json);
      case "retries" -> retries = retries(json);
      case "timeout" -> timeout = DurationText.parse(json.getString());
      case "metrics" -> metrics = JsonValues.map(json);
      default -> json.skipChildren();
    }
  }

  Job job() {
    if (name == null) {
      throw new IllegalArgumentException("a job has a name");
    }
    return new Job(
        name,
        origin != null ? origin : name,
        command(),
        needs,
        parameters,
        env,
        resources,
        retries,
        timeout,
        metrics);
  }

  private Command command() {
    if (shell != null) {
      return new Command.Shell(shell, errexit);
    }
    if (notebook != null && command.size() >= 2) {
      return new Command.Notebook(command.getFirst(), notebook, command.subList(2, command.size()));
    }
    return new Command.Exec(command);
  }

  private static Resources resources(JsonParser json) {
    BigDecimal cpu = null;
    Long memory = null;
    Integer gpu = null;
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      switch (field) {
        case "cpu" -> cpu = json.getDecimalValue();
        case "memory" -> memory = json.getLongValue();
        case "gpu" -> gpu = json.getIntValue();
        default -> json.skipChildren();
      }
    }
    return new Resources(cpu, memory, gpu);
  }

  private static Retries retries(JsonParser json) {
    int limit = 0;
    Set<RetryCause> on = EnumSet.noneOf(RetryCause.class);
    Duration backoff = Duration.ZERO;
    BigDecimal memory = null;
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      switch (field) {
        case "limit" -> limit = json.getIntValue();
        case "on" -> {
          for (String cause : JsonValues.strings(json)) {
            on.add(RetryCause.valueOf(cause.toUpperCase(Locale.ROOT)));
          }
        }
        case "backoff" -> backoff = DurationText.parse(json.getString());
        case "memory" -> {
          String factor = json.getString().substring(1);
          memory = factor.equals("1") ? null : new BigDecimal(factor);
        }
        default -> json.skipChildren();
      }
    }
    return new Retries(limit, on, backoff, memory);
  }
}
