package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One job as a workflow file says it.
///
/// @param name or null where it has none
/// @param run its command
/// @param sweep in the order of the file
/// @param needs names or indexes of jobs
record JobSpec(
    YamlNode.@Nullable Scalar name,
    YamlNode.Scalar run,
    List<SweepSpec> sweep,
    JobSettings terms,
    List<YamlNode.Scalar> needs) {

  JobSpec {
    sweep = List.copyOf(sweep);
    needs = List.copyOf(needs);
  }

  /// The choices of one hyperparameter.
  sealed interface SweepSpec {

    YamlNode.Scalar key();

    /// Values as the file spells them.
    record Values(YamlNode.Scalar key, List<String> values) implements SweepSpec {
      public Values {
        values = List.copyOf(values);
      }
    }

    /// From a number to a number.
    record Range(
        YamlNode.Scalar key,
        YamlNode.Scalar from,
        YamlNode.Scalar to,
        YamlNode.@Nullable Scalar step)
        implements SweepSpec {}
  }
}
