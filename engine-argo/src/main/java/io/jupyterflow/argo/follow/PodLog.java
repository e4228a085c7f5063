package io.jupyterflow.argo.follow;

import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.Refusals;
import io.jupyterflow.core.engine.JobLog;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The output of a job as its pods have it, attempt after attempt: for runs that leave no record
/// here, while their pods are there.
public final class PodLog implements JobLog {

  private final Workflows workflows;
  private final Supplier<Tries> job;
  private @Nullable PodOutput open;
  private int next;
  private boolean complete;

  /// @param job asked before each reading; must not wait
  public PodLog(Workflows workflows, Supplier<Tries> job) {
    this.workflows = workflows;
    this.job = job;
  }

  /// How far a job is.
  ///
  /// @param pods of its attempts, oldest first
  /// @param over whether the job is terminal
  public record Tries(List<String> pods, boolean over) {
    public Tries {
      pods = List.copyOf(pods);
    }
  }

  @Override
  public byte[] poll() {
    if (complete) {
      return new byte[0];
    }
    Tries now = job.get();
    while (true) {
      PodOutput output = open;
      if (output == null) {
        if (next >= now.pods().size()) {
          complete = now.over();
          return new byte[0];
        }
        int number = next++;
        String pod = now.pods().get(number);
        output = new PodOutput(workflows, pod, () -> isOver(number));
        open = output;
      }
      byte[] bytes = output.take();
      if (bytes.length > 0 || !output.isEnded()) {
        return bytes;
      }
      KubeException.Answered refusal = output.refusal();
      if (refusal != null) {
        throw Refusals.of("reading the output of jobs", refusal);
      }
      open = null;
    }
  }

  private boolean isOver(int number) {
    Tries now = job.get();
    return now.over() || now.pods().size() > number + 1;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public void close() {
    PodOutput output = open;
    if (output != null) {
      output.close();
      open = null;
    }
  }
}
