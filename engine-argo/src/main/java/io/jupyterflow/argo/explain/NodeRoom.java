package io.jupyterflow.argo.explain;

import io.jupyterflow.argo.kube.KubeApi;
import io.jupyterflow.argo.kube.KubeException;
import io.jupyterflow.argo.kube.KubeObject;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the largest machines of the cluster have.
///
/// @param cpu cores, of the machine with most
/// @param memory bytes, of the machine with most
/// @param gpu devices, of the machine with most
public record NodeRoom(BigDecimal cpu, long memory, int gpu) {

  private static final List<String> GPUS = List.of("nvidia.com/gpu", "amd.com/gpu");

  /// Asks the cluster; nothing where it does not tell this user, as most don't.
  public static Optional<NodeRoom> ask(KubeApi api) {
    try {
      return of(api.get("/api/v1/nodes").objects("items"));
    } catch (KubeException notTold) {
      return Optional.empty();
    }
  }

  static Optional<NodeRoom> of(List<KubeObject> nodes) {
    BigDecimal cpu = BigDecimal.ZERO;
    long memory = 0;
    int gpu = 0;
    for (KubeObject node : nodes) {
      KubeObject room = node.object("status", "allocatable");
      cpu = cpu.max(Cores.parse(room.text("cpu")).orElse(BigDecimal.ZERO));
      memory = Math.max(memory, Bytes.parse(room.text("memory")).orElse(0L));
      for (String kind : GPUS) {
        gpu = Math.max(gpu, count(room.text(kind)));
      }
    }
    return memory == 0 ? Optional.empty() : Optional.of(new NodeRoom(cpu, memory, gpu));
  }

  private static int count(String text) {
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /// What of a plan no machine has room for; variants of one command are told once.
  public List<Problem> problems(Plan plan, Environment environment) {
    List<Problem> problems = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Job job : plan.jobs()) {
      Resources wanted = environment.resources().overriddenBy(job.resources());
      int before = problems.size();
      if (!told.contains(job.origin())) {
        check(job, wanted, problems);
      }
      if (problems.size() > before) {
        told.add(job.origin());
      }
    }
    return problems;
  }

  private void check(Job job, Resources wanted, List<Problem> problems) {
    Long bytes = wanted.memory();
    if (bytes != null && bytes > memory) {
      problems.add(
          problem(
              "too-much-memory",
              job,
              Bytes.spoken(bytes) + " of memory",
              Bytes.spoken(memory),
              "--memory"));
    }
    Integer devices = wanted.gpu();
    if (devices != null && devices > gpu) {
      problems.add(problem("too-many-gpus", job, devices + " GPU(s)", gpu + "", "--gpu"));
    }
    BigDecimal cores = wanted.cpu();
    if (cores != null && cores.compareTo(cpu) > 0) {
      problems.add(
          problem(
              "too-many-cores",
              job,
              cores.toPlainString() + " cores",
              cpu.stripTrailingZeros().toPlainString(),
              "--cpu"));
    }
  }

  private static Problem problem(String code, Job job, String asked, String most, String flag) {
    return Problem.error(
        code,
        null,
        job.name()
            + " asks for "
            + asked
            + ", but the largest machine of the cluster has "
            + most
            + ".",
        "Ask for less with " + flag + ", or ask the administrator for a larger machine.");
  }
}
