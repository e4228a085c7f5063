package io.jupyterflow.core.engine;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.metric.ReportedMetrics;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An engine that nobody may ask for anything: a test's engine extends it by what the test needs.
public abstract class UnaskedEngine implements Engine {

  @Override
  public EngineDescriptor descriptor() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Environment capture() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Environment environment(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Submission prepare(Plan plan, Environment environment, SubmitOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<RunUpdate> watch(String id, long revision, Duration patience) {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobLog log(String id, String job, boolean follow) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ReportedMetrics metrics(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Explanation explain(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Explanation explain(String id, String job) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void stop(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<RunSummary> runs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> ids() {
    throw new UnsupportedOperationException();
  }

  @Override
  public RunSnapshot run(String id) {
    throw new UnsupportedOperationException();
  }
}
