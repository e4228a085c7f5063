package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.flow.syntax.Dialect;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.yaml.ScalarKind;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the top of a workflow file.
final class WorkflowFileReader {

  private final YamlValues values;

  WorkflowFileReader(YamlValues values) {
    this.values = values;
  }

  /// What the file says, as far as it could be read; nothing where it is not a mapping at all.
  Optional<WorkflowSpec> read(YamlNode root) {
    if (!(root instanceof YamlNode.Mapping file)) {
      boolean list = root instanceof YamlNode.Sequence;
      values.error(
          "wrong-type",
          root,
          "the file is "
              + root.description()
              + ", but should be a mapping with the key jobs, such as jobs: [train.py]",
          list
              ? Remedy.of("write jobs: on a line before the list")
              : Remedy.of(
                  "a script or a flow in one line runs without a file: ", ActionKind.RUN, "…"));
      return Optional.empty();
    }
    if (isManifest(file)) {
      values.error(
          "not-a-workflow-file",
          root,
          "this is a manifest of Kubernetes, not a workflow file of JupyterFlow",
          "kubectl takes it; a workflow file has jobs, such as jobs: [train.py]");
      return Optional.empty();
    }
    values.mapping(file, "the file", "a mapping", FileKeys.FILE, FileKeys.FILE_SYNONYMS);
    return Optional.of(read(file));
  }

  private static boolean isManifest(YamlNode.Mapping file) {
    return file.value("apiVersion").isPresent() && file.value("kind").isPresent();
  }

  /// Whether a key that is not a known one is a slip for this one, and was reported as that.
  static boolean isMisspelt(
      YamlNode.Mapping mapping, String key, List<String> known, Map<String, String> synonyms) {
    return mapping.entries().stream()
        .map(entry -> entry.key().text())
        .anyMatch(other ->
            !known.contains(other)
                && YamlValues.meant(other, known, synonyms).filter(key::equals).isPresent());
  }

  private WorkflowSpec read(YamlNode.Mapping file) {
    file.value("version").ifPresent(this::version);
    JobSettings defaults =
        file.value("defaults")
            .flatMap(
                d -> values.mapping(d, "defaults", "a mapping such as {cpu: 1}", FileKeys.TERMS))
            .map(d -> new JobSettingsReader(values, "the defaults").read(d))
            .orElse(JobSettings.UNSTATED);
    List<@Nullable JobSpec> jobs = jobs(file, defaults);
    return new WorkflowSpec(
        values.source(),
        file.value("name").flatMap(this::name).orElse(null),
        file.value("version").isPresent() ? Dialect.ORIGINAL : Dialect.CURRENT,
        file.value("cmd_mode").map(this::commandMode).orElse(CommandMode.AUTO),
        jobs,
        // Without any job, each name in them would be one more problem that is none.
        file.value("dags").map(this::dags).filter(d -> !jobs.isEmpty()).orElse(List.of()),
        file.value("schedule")
            .flatMap(
                s -> values.text(s, "schedule", "quoted text such as \"0 3 * * *\" or \"@daily\""))
            .orElse(null));
  }

  private void version(YamlNode version) {
    boolean isOne = version instanceof YamlNode.Scalar scalar && scalar.text().equals("1");
    if (!isOne) {
      values.error(
          "unknown-version",
          version,
          "version is " + version.description() + ", but this JupyterFlow reads version 1",
          "write version: 1, or remove the line");
    }
  }

  private Optional<String> name(YamlNode node) {
    boolean isName =
        node instanceof YamlNode.Scalar scalar
            && (scalar.kind() == ScalarKind.TEXT
                || (scalar.kind() == ScalarKind.INTEGER && scalar.text().charAt(0) != '-'))
            && FileKeys.FILE_NAME.matcher(scalar.text()).matches();
    if (isName && node instanceof YamlNode.Scalar scalar) {
      return Optional.of(scalar.text().replace('.', '-'));
    }
    values.error(
        "invalid-name",
        node,
        node.description() + " can't be the name of the flow",
        "a name has at most 60 letters, digits, - and _");
    return Optional.empty();
  }

  private CommandMode commandMode(YamlNode node) {
    String text = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    return switch (text) {
      case "exec" -> CommandMode.EXEC;
      case "shell" -> CommandMode.SHELL;
      default -> {
        values.error(
            "wrong-type",
            node,
            "cmd_mode is " + node.description() + ", but should be exec or shell",
            SpellingSuggestion.to(text, List.of("exec", "shell"))
                .map(near -> "did you mean " + near + "?")
                .orElse("leave it out to let each job use a shell only where it needs one"));
        yield CommandMode.AUTO;
      }
    };
  }

  private List<@Nullable JobSpec> jobs(YamlNode.Mapping file, JobSettings defaults) {
    Optional<YamlNode> jobs = file.value("jobs");
    if (jobs.isEmpty()) {
      if (!isMisspelt(file, "jobs", FileKeys.FILE, FileKeys.FILE_SYNONYMS)) {
        values.error(
            "missing-key", file, "the file has no jobs", "write them: jobs: [prep.py, train.py]");
      }
      return List.of();
    }
    String wanted = "a list of commands, such as [prep.py, train.py]";
    List<YamlNode> items = values.list(jobs.get(), "jobs", wanted).orElse(null);
    if (items == null) {
      return List.of();
    }
    if (items.isEmpty()) {
      values.error("missing-key", jobs.get(), "jobs is an empty list", "write at least one job");
    }
    List<@Nullable JobSpec> read = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      read.add(new JobReader(values, "job " + (i + 1), defaults).read(items.get(i)).orElse(null));
    }
    return read;
  }

  private List<YamlNode.Scalar> dags(YamlNode node) {
    String wanted = "a list of lines such as \"prep >> train\"";
    if (node instanceof YamlNode.Scalar) {
      return line(node, "dags", wanted).stream().toList();
    }
    List<YamlNode.Scalar> lines = new ArrayList<>();
    for (YamlNode item : values.list(node, "dags", wanted).orElse(List.of())) {
      line(item, "a line of dags", "text such as \"prep >> train\"; quote it if it begins with [")
          .ifPresent(lines::add);
    }
    return lines;
  }

  /// A line may be the index of a job alone, which YAML reads as a number.
  private Optional<YamlNode.Scalar> line(YamlNode node, String what, String wanted) {
    if (node instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.INTEGER) {
      return Optional.of(scalar);
    }
    return values.text(node, what, wanted);
  }
}
