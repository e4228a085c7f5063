package io.jupyterflow.argo.follow;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.kubernetes.cause.PodMessages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a job's nodes say of it.
final class JobStatusReader {

  private JobStatusReader() {}

  /// The pods of a job's attempts, oldest first, those without a begun container included.
  static List<Node> tries(Node node, NodeStatuses nodes) {
    if (!node.type().equals("Retry")) {
      return node.type().equals("Skipped") ? List.of() : List.of(node);
    }
    List<Node> tries = new ArrayList<>();
    for (String id : node.children()) {
      nodes
          .node(id)
          .filter(child -> child.name().startsWith(node.name() + "("))
          .ifPresent(tries::add);
    }
    tries.sort(Comparator.comparingInt(JobStatusReader::number));
    return tries;
  }

  /// The number in `prep(2)`, counted from 0.
  private static int number(Node node) {
    String task = node.task();
    int open = task.lastIndexOf('(');
    try {
      return open < 0 ? 0 : Integer.parseInt(task.substring(open + 1, task.length() - 1));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  static JobSnapshot of(Job job, Node node, NodeStatuses nodes, AttemptEnd.Circumstances run) {
    List<Node> tries = tries(node, nodes);
    List<Attempt> attempts = new ArrayList<>();
    for (Node each : tries) {
      if (each.hasBegun()) {
        attempts.add(attempt(attempts.size() + 1, job, each, run));
      }
    }
    if (node.isOver()) {
      return over(job, node, attempts, run);
    }
    Node last = tries.isEmpty() ? node : tries.getLast();
    if (last.phase().equals("Running") && !attempts.isEmpty()) {
      return new JobSnapshot(job.name(), JobState.RUNNING, attempts, "");
    }
    return new JobSnapshot(
        job.name(), JobState.QUEUED, attempts, PodMessages.waiting(last.message()));
  }

  private static JobSnapshot over(
      Job job, Node node, List<Attempt> attempts, AttemptEnd.Circumstances run) {
    if (node.phase().equals("Succeeded")) {
      return new JobSnapshot(job.name(), JobState.SUCCEEDED, attempts, "");
    }
    AttemptEnd end = AttemptEnd.of(node, job, run);
    if (node.type().equals("Retry") && !attempts.isEmpty() && end.state() != JobState.STOPPED) {
      // the last try knows better than what was concluded from it
      Attempt last = attempts.getLast();
      return new JobSnapshot(job.name(), last.state(), attempts, last.message());
    }
    return new JobSnapshot(job.name(), end.state(), attempts, end.message());
  }

  private static Attempt attempt(int number, Job job, Node node, AttemptEnd.Circumstances run) {
    if (!node.isOver()) {
      return new Attempt(
          number, JobState.RUNNING, node.startedAt(), node.startedAt(), null, null, null, "");
    }
    AttemptEnd end = AttemptEnd.of(node, job, run);
    return new Attempt(
        number,
        end.state(),
        node.startedAt(),
        node.hadNoPod() ? null : node.startedAt(),
        node.finishedAt(),
        end.exitCode(),
        end.cause(),
        end.message());
  }
}
