package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.flow.syntax.FlowGraph;
import io.jupyterflow.core.flow.syntax.JobTemplate;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.metric.MetricPattern;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.workflowfile.JobSpec.SweepSpec;
import io.jupyterflow.core.yaml.YamlNode;
import io.jupyterflow.core.yaml.YamlSource;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns what a workflow file says into the commands of a flow and their order.
final class GraphBuilder {

  private final WorkflowSpec spec;
  private final YamlSource source;
  private final PlanOptions options;
  private final List<Problem> problems;

  GraphBuilder(WorkflowSpec spec, PlanOptions options, List<Problem> problems) {
    this.spec = spec;
    this.source = spec.source();
    this.options = options;
    this.problems = problems;
  }

  /// The graph; what can't be part of it is left out and reported.
  FlowGraph build() {
    List<JobTemplate> templates = new ArrayList<>(spec.jobs().size());
    JobNames names = new JobNames(spec.jobs().size());
    for (int i = 0; i < spec.jobs().size(); i++) {
      JobSpec job = spec.jobs().get(i);
      if (job != null) {
        JobText text =
            JobText.parse(
                job.run().text(),
                source.within(job.run()),
                options.commandMode(),
                spec.dialect(),
                problems);
        templates.add(template(job, text));
        if (job.name() == null) {
          names.found(i, text.foundName());
        } else if (!names.given(i, job.name().text())) {
          error(
              "duplicate-name",
              job.name(),
              "another job is called " + job.name().text() + " too",
              "give each job a name of its own");
        }
      }
    }
    List<List<Integer>> needs = new OrderReader(spec, names, problems).needs();
    boolean isWhole = templates.size() == spec.jobs().size();
    return isWhole ? new FlowGraph(templates, needs) : new FlowGraph(List.of(), List.of());
  }

  private JobTemplate template(JobSpec job, JobText text) {
    Map<String, List<String>> sweep = new LinkedHashMap<>();
    Set<String> taken = job.sweep().isEmpty() ? Set.of() : text.keys();
    for (SweepSpec choices : job.sweep()) {
      String key = JobTemplate.key(choices.key().text());
      if (!taken.contains(key)) {
        error(
            "unused-sweep",
            choices.key(),
            "the command has no {"
                + key
                + "} "
                + (takes(job.run().text(), key) ? "outside quotes and comments " : "")
                + "to take the values of this sweep",
            "write " + key + "={" + key + "} in run");
      }
      if (sweep.put(key, values(choices)) != null) {
        error(
            "duplicate-key",
            choices.key(),
            "the sweep has " + key + " twice, spelt with other characters",
            "remove one of them");
      }
    }
    for (Map.Entry<String, String> metric : job.terms().metrics().entrySet()) {
      MetricPattern.flaw(metric.getValue())
          .ifPresent(flaw ->
              error(
                  "invalid-metric",
                  job.run(),
                  "the pattern of the metric " + metric.getKey() + " can't be used: " + flaw,
                  "write one group around the number: 'loss: ([0-9.]+)'"));
    }
    Retries retries = job.terms().retries();
    return new JobTemplate(
        text,
        job.name() == null ? null : job.name().text(),
        sweep,
        job.terms().env(),
        job.terms().resources(),
        retries == null ? Retries.UNSTATED : retries,
        job.terms().timeout(),
        job.terms().metrics());
  }

  private static boolean takes(String command, String key) {
    return command.contains("{" + key + "}")
        || Normalizer.normalize(command, Normalizer.Form.NFC).contains("{" + key + "}");
  }

  private List<String> values(SweepSpec choices) {
    return switch (choices) {
      case SweepSpec.Values(YamlNode.Scalar key, List<String> values) -> {
        if (values.size() > options.maxVariants()) {
          tooMany(key, String.valueOf(values.size()));
        }
        yield values;
      }
      case SweepSpec.Range range -> range(range);
    };
  }

  private List<String> range(SweepSpec.Range range) {
    BigDecimal from = number(range.from());
    BigDecimal to = number(range.to());
    BigDecimal step = range.step() == null ? BigDecimal.ONE : number(range.step());
    if (from == null || to == null || step == null) {
      return List.of();
    }
    if (step.signum() == 0) {
      error("zero-step", range.key(), "a step of 0 leads nowhere", "write a step such as 0.1");
      return List.of();
    }
    DecimalRange numbers = new DecimalRange(from, to, step);
    if (numbers.count().compareTo(BigDecimal.valueOf(options.maxVariants())) > 0) {
      tooMany(range.key(), numbers.count().toPlainString());
      return List.of();
    }
    return numbers.texts();
  }

  private @Nullable BigDecimal number(YamlNode.Scalar scalar) {
    BigDecimal number = new BigDecimal(scalar.text());
    if (DecimalRange.isReasonable(number)) {
      return number;
    }
    error(
        "number-out-of-range",
        scalar,
        scalar.text() + " has too many digits for a range",
        "write the values as a list");
    return null;
  }

  private void tooMany(YamlNode.Scalar key, String count) {
    error(
        "too-many-variants",
        key,
        "the sweep of "
            + key.text()
            + " has "
            + count
            + " values, more than "
            + options.maxVariants(),
        "narrow it, or allow them: --max-variants " + count);
  }

  private void error(String code, YamlNode node, String message, String hint) {
    problems.add(Problem.error(code, source.of(node), message, hint));
  }
}
