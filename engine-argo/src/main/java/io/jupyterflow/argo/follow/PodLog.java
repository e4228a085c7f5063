package io.jupyterflow.argo.follow;

import io.jupyterflow.core.engine.JobLog;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.client.KubeErrors;
import io.jupyterflow.kubernetes.client.KubeException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The output of a job as its pods have it, attempt after attempt: for runs that leave no record
/// here, while their pods are there.
public final class PodLog implements JobLog {

  private final Workflows workflows;
  private final String job;
  private final Supplier<Tries> tries;
  private final boolean follow;
  private final Supplier<byte[]> gone;
  private long given;
  private @Nullable PodOutput open;
  private int next;
  private boolean complete;

  /// @param job its name
  /// @param tries asked before each reading; must not wait
  /// @param follow whether what comes later is wanted, too
  public PodLog(Workflows workflows, String job, Supplier<Tries> tries, boolean follow) {
    this(workflows, job, tries, follow, 0, () -> new byte[0]);
  }

  /// @param given how many bytes of the first pod's output are known
  /// @param gone what is given instead of the output of a pod that is no longer there
  public PodLog(
      Workflows workflows,
      String job,
      Supplier<Tries> tries,
      boolean follow,
      long given,
      Supplier<byte[]> gone) {
    this.workflows = workflows;
    this.job = job;
    this.tries = tries;
    this.follow = follow;
    this.given = given;
    this.gone = gone;
  }

  /// What users are told where the output of a job can't be read. The same of all jobs where this
  /// user may not, so that it can be told once.
  public static JupyterFlowException unread(String job, KubeException e) {
    return KubeErrors.of("reading the output of " + (e.isPassing() ? job : "jobs"), e);
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
    Tries now = tries.get();
    while (true) {
      PodOutput output = open;
      if (output == null) {
        if (next >= now.pods().size()) {
          complete = !follow || now.over();
          return new byte[0];
        }
        int number = next++;
        String pod = now.pods().get(number);
        output = new PodOutput(workflows, pod, () -> isOver(number), follow, given);
        given = 0;
        open = output;
      }
      byte[] bytes = output.take();
      if (bytes.length > 0) {
        return bytes;
      }
      KubeException lost = output.lost();
      if (lost != null) {
        throw unread(job, lost);
      }
      if (!output.isEnded()) {
        return bytes;
      }
      KubeException.Answered refusal = output.refusal();
      if (refusal != null) {
        throw unread(job, refusal);
      }
      open = null;
      byte[] instead = output.isGone() ? gone.get() : new byte[0];
      if (instead.length > 0) {
        return instead;
      }
    }
  }

  private boolean isOver(int number) {
    Tries now = tries.get();
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
