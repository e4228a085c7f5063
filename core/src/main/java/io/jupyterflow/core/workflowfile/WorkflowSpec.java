package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.flow.syntax.Dialect;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a workflow file says, before its commands and order are looked into.
///
/// @param name or null where it has none
/// @param dialect the original's where the file says that it is of version 1
/// @param jobs in the order of the file; null where a job could not be read, so that indexes stay
/// @param dags the lines of `dags`
/// @param schedule or null where it has none
record WorkflowSpec(
    YamlSource source,
    @Nullable String name,
    Dialect dialect,
    CommandMode commandMode,
    List<@Nullable JobSpec> jobs,
    List<YamlNode.Scalar> dags,
    YamlNode.@Nullable Scalar schedule) {

  WorkflowSpec {
    jobs = Collections.unmodifiableList(new ArrayList<>(jobs));
    dags = List.copyOf(dags);
  }
}
