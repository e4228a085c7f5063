package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.workflowfile.JobSpec.SweepSpec;
import io.jupyterflow.core.yaml.ScalarKind;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one item of `jobs`: a command, or a mapping with the key `run`.
final class JobReader {

  private final YamlValues values;
  private final String what;
  private final JobSettings defaults;

  JobReader(YamlValues values, String what, JobSettings defaults) {
    this.values = values;
    this.what = what;
    this.defaults = defaults;
  }

  Optional<JobSpec> read(YamlNode item) {
    String wanted = "a command or a mapping with the key run";
    if (item instanceof YamlNode.Mapping mapping) {
      return looksLikeCommand(mapping) ? Optional.empty() : mapping(mapping, wanted);
    }
    return values
        .text(item, what, wanted)
        .map(run -> new JobSpec(null, run, List.of(), defaults, List.of()));
  }

  /// `- echo a: b` is a mapping to YAML, but nobody means one.
  private boolean looksLikeCommand(YamlNode.Mapping mapping) {
    if (mapping.entries().size() != 1) {
      return false;
    }
    YamlNode.Scalar key = mapping.entries().getFirst().key();
    boolean isCommand = key.text().strip().indexOf(' ') >= 0;
    if (isCommand) {
      values.error(
          "needs-quotes",
          key,
          "a colon followed by a space makes this command a mapping",
          "quote the whole command");
    }
    return isCommand;
  }

  private Optional<JobSpec> mapping(YamlNode.Mapping mapping, String wanted) {
    values.mapping(mapping, what, wanted, FileKeys.JOB, FileKeys.JOB_SYNONYMS);
    YamlNode.Scalar name = mapping.value("name").flatMap(this::name).orElse(null);
    JobSettings terms = new JobSettingsReader(values, what).read(mapping).over(defaults);
    List<SweepSpec> sweep =
        mapping.value("sweep").map(s -> new SweepReader(values, what).read(s)).orElse(List.of());
    List<YamlNode.Scalar> needs = mapping.value("needs").map(this::needs).orElse(List.of());
    Optional<YamlNode> run = mapping.value("run");
    if (run.isEmpty()) {
      if (!WorkflowFileReader.isMisspelt(mapping, "run", FileKeys.JOB, FileKeys.JOB_SYNONYMS)) {
        values.error(
            "missing-key", mapping, what + " has no command", "add it: run: python train.py");
      }
      return Optional.empty();
    }
    return values
        .text(run.get(), "run of " + what, "a command, such as python train.py")
        .map(text -> new JobSpec(name, text, sweep, terms, needs));
  }

  private Optional<YamlNode.Scalar> name(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar
        && scalar.kind() == ScalarKind.TEXT
        && FileKeys.JOB_NAME.matcher(scalar.text()).matches()) {
      return Optional.of(scalar);
    }
    values.error(
        "invalid-name",
        node,
        node.description() + " can't be the name of " + what,
        "a name has at most 60 letters, digits, - and _, and is no number: numbers are indexes in dags");
    return Optional.empty();
  }

  private List<YamlNode.Scalar> needs(YamlNode node) {
    String wanted = "the name or index of a job, or a list of them";
    List<YamlNode> items = node instanceof YamlNode.Sequence list ? list.items() : List.of(node);
    List<YamlNode.Scalar> needs = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.INTEGER) {
        needs.add(scalar);
      } else {
        values.text(item, "needs of " + what, wanted).ifPresent(needs::add);
      }
    }
    return needs;
  }
}
