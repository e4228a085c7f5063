package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.flow.plan.PlanBuilder;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.syntax.FlowGraph;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Severity;
import io.jupyterflow.core.problem.SourceLocation;
import io.jupyterflow.core.schedule.CronText;
import io.jupyterflow.core.yaml.FileText;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlReader;
import io.jupyterflow.core.yaml.YamlValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plans a workflow file.
///
/// As in the first JupyterFlow, jobs run from the directory of the file, jobs that no line of
/// `dags` mentions need nothing, and without `dags` all jobs may run at once.
public final class WorkflowFilePlanner {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(
          Problem::where,
          Comparator.nullsLast(
              Comparator.comparingInt(SourceLocation::line)
                  .thenComparingInt(SourceLocation::column)));

  private WorkflowFilePlanner() {}

  /// The plan of a file, or all that is wrong with it. Any bytes at all have an answer, in work
  /// bounded by their number and `options.maxVariants()`.
  ///
  /// @param fileName what the file is called in messages
  /// @param facts seen from the directory of the file
  public static WorkflowFile plan(
      String fileName, byte[] content, SourceFacts facts, PlanOptions options) {
    List<Problem> problems = new ArrayList<>();
    Optional<String> text = FileText.decode(fileName, content, problems);
    return text.map(t -> plan(fileName, t, facts, options))
        .orElseGet(() -> new WorkflowFile(new PlanResult(null, problems), null));
  }

  /// The plan of a file whose text is known.
  public static WorkflowFile plan(
      String fileName, String text, SourceFacts facts, PlanOptions options) {
    List<Problem> problems = new ArrayList<>();
    WorkflowSpec spec = read(fileName, text, problems);
    if (spec == null) {
      return new WorkflowFile(new PlanResult(null, problems), null);
    }
    CommandMode mode =
        options.commandMode() == CommandMode.AUTO ? spec.commandMode() : options.commandMode();
    PlanOptions planOptions = options(spec, mode, options);
    FlowGraph graph = new GraphBuilder(spec, planOptions, problems).build();
    WorkflowFile.Schedule schedule = schedule(spec, problems);
    problems.sort(BY_PLACE);
    return new WorkflowFile(PlanBuilder.plan(graph, facts, planOptions, problems), schedule);
  }

  /// The file's own part: its shape, not yet what its commands and order mean.
  static @Nullable WorkflowSpec read(String fileName, String text, List<Problem> problems) {
    Optional<YamlReader.YamlFile> file = YamlReader.read(fileName, text, problems);
    if (file.isEmpty()) {
      if (problems.isEmpty()) {
        problems.add(empty(fileName, text));
      }
      return null;
    }
    YamlValues values = new YamlValues(file.get().source(), Severity.ERROR, problems);
    return new WorkflowFileReader(values).read(file.get().root()).orElse(null);
  }

  private static Problem empty(String fileName, String text) {
    String first = text.lines().findFirst().orElse("");
    return Problem.error(
        "empty-file",
        new SourceLocation(fileName, 1, 1, 1, first),
        "the file is empty",
        "write its jobs: jobs: [\"python hello.py\", \"python world.py\"], and their order: dags:"
            + " [\"1 >> 2\"]");
  }

  private static PlanOptions options(WorkflowSpec spec, CommandMode mode, PlanOptions options) {
    return new PlanOptions(
        options.name() != null ? options.name() : spec.name(),
        mode,
        options.maxVariants(),
        options.resources(),
        options.resourcesFor(),
        options.retries(),
        options.timeout());
  }

  private static WorkflowFile.@Nullable Schedule schedule(
      WorkflowSpec spec, List<Problem> problems) {
    YamlNode.Scalar schedule = spec.schedule();
    if (schedule == null) {
      return null;
    }
    CronText.read(schedule.text(), spec.source().within(schedule), problems);
    return new WorkflowFile.Schedule(schedule.text(), spec.source().of(schedule));
  }
}
