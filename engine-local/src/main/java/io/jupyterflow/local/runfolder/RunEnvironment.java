package io.jupyterflow.local.runfolder;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.environment.SessionVariables;
import io.jupyterflow.core.environment.UserVariables;
import io.jupyterflow.core.plan.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// `environment.json`: what the jobs of a run run in. Values of variables that look like secrets or
/// belong to the hub never reach the disk; their names do, so that everyone who carries the run on
/// can hand over its own.
///
/// @param workingDirectory absolute
/// @param withheld names of variables whose values were not written
/// @param resources what a job gets that states nothing itself
public record RunEnvironment(
    String workingDirectory,
    Map<String, String> variables,
    List<String> withheld,
    Resources resources) {

  public RunEnvironment {
    withheld = List.copyOf(withheld);
  }

  /// What may be written of an environment.
  public static RunEnvironment of(Environment environment) {
    Map<String, String> open = new LinkedHashMap<>();
    List<String> withheld = new ArrayList<>();
    Map<String, String> users = new LinkedHashMap<>(environment.variables());
    UserVariables.toUsers(users);
    users.forEach((name, value) -> {
      if (isWithheld(name, value)) {
        withheld.add(name);
      } else if (!name.startsWith("JUPYTERFLOW_")) {
        open.put(name, value);
      }
    });
    return new RunEnvironment(
        environment.workingDirectory(), open, withheld, environment.resources());
  }

  /// A name or value with U+FFFD in it is not text: its bytes can be passed on, and not be written.
  private static boolean isWithheld(String name, String value) {
    return SessionVariables.isOfServer(name)
        || Secrets.isSecret(name, value)
        || value.indexOf(UserVariables.UNDECODABLE) >= 0
        || name.indexOf(UserVariables.UNDECODABLE) >= 0;
  }

  /// Whether a run in the other environment is the same run: terminals may differ.
  public boolean isSameAs(RunEnvironment other) {
    return workingDirectory.equals(other.workingDirectory)
        && resources.equals(other.resources)
        && lasting().equals(other.lasting());
  }

  private Map<String, String> lasting() {
    Map<String, String> lasting = new LinkedHashMap<>(variables);
    lasting.keySet().removeIf(SessionVariables::isOfTerminal);
    return lasting;
  }

  /// The environment that was kept, with the caller's values of what was withheld.
  public Environment restored(Map<String, String> callers, Environment.EngineEnvironment engine) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    for (String name : withheld) {
      String value = callers.get(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return new Environment(workingDirectory, all, resources, engine);
  }

  /// What jobs had and would not have now, because its value was not written: `API_TOKEN is not
  /// set`.
  ///
  /// @param variables that jobs would have
  public List<String> missing(Map<String, String> variables) {
    List<String> missing = new ArrayList<>();
    for (String name : withheld) {
      if (!variables.containsKey(name) && !SessionVariables.isOfServer(name)) {
        missing.add(name + " is not set");
      }
    }
    return missing;
  }

  /// The file's text.
  public String toJson() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("workingDirectory", workingDirectory);
    tree.put("variables", variables);
    tree.put("withheld", withheld);
    Map<String, Object> amounts = new LinkedHashMap<>();
    if (resources.cpu() != null) {
      amounts.put("cpu", resources.cpu().toPlainString());
    }
    if (resources.memory() != null) {
      amounts.put("memory", resources.memory());
    }
    if (resources.gpu() != null) {
      amounts.put("gpu", resources.gpu());
    }
    tree.put("resources", amounts);
    return JsonText.line(tree);
  }

  /// Reads what [#toJson] gave.
  public static RunEnvironment read(Path file) throws IOException {
    String workingDirectory = "/";
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> withheld = List.of();
    Resources resources = Resources.UNSTATED;
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      for (String field = json.nextName(); field != null; field = json.nextName()) {
        json.nextToken();
        switch (field) {
          case "workingDirectory" -> workingDirectory = json.getString();
          case "variables" -> {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
              json.nextToken();
              variables.put(name, json.getString());
            }
          }
          case "withheld" -> withheld = StoredRunOptions.strings(json);
          case "resources" -> resources = resources(json);
          default -> json.skipChildren();
        }
      }
    } catch (JacksonException | NumberFormatException damaged) {
      throw new IOException(file.getFileName() + " is not as it was written", damaged);
    }
    return new RunEnvironment(workingDirectory, variables, withheld, resources);
  }

  private static Resources resources(JsonParser json) {
    java.math.@Nullable BigDecimal cpu = null;
    Long memory = null;
    Integer gpu = null;
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      switch (field) {
        case "cpu" -> cpu = new BigDecimal(json.getString());
        case "memory" -> memory = json.getLongValue();
        case "gpu" -> gpu = json.getIntValue();
        default -> json.skipChildren();
      }
    }
    return new Resources(cpu, memory, gpu);
  }
}
