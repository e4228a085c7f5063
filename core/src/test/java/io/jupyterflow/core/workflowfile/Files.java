package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// Plans workflow files of tests, on a disk where every script exists and none runs by itself.
final class Files {

  static final SourceFacts FACTS =
      new SourceFacts() {
        @Override
        public String python() {
          return "python3";
        }

        @Override
        public boolean isFile(String path) {
          return path.endsWith(".py") || path.endsWith(".ipynb") || path.endsWith(".sh");
        }

        @Override
        public boolean runsItself(String path) {
          return false;
        }

        @Override
        public boolean isProgram(String word) {
          return !isFile(word);
        }
      };

  private Files() {}

  static WorkflowFile read(String text) {
    return WorkflowFilePlanner.plan("workflow.yaml", text, FACTS, PlanOptions.DEFAULT);
  }

  static Plan plan(String text) {
    return read(text).planned().orThrow();
  }

  /// Each problem as `line:column code: message | hint`.
  static List<String> problems(String text) {
    return read(text).planned().problems().stream().map(Files::line).toList();
  }

  private static String line(Problem problem) {
    String place =
        problem.where() == null ? "-" : problem.where().line() + ":" + problem.where().column();
    return place
        + " "
        + problem.code()
        + ": "
        + problem.message()
        + " | "
        + problem.remedy().toString();
  }
}
