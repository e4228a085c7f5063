package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import io.jupyterflow.kubernetes.capture.NodeBinding;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.GpuKinds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the largest machines of the cluster have.
///
/// @param cpu cores, of the machine with most
/// @param memory bytes, of the machine with most
/// @param gpu devices, of the machine with most
/// @param nodes all of them
public record NodeCapacity(BigDecimal cpu, long memory, int gpu, List<KubeObject> nodes) {

  public NodeCapacity {
    nodes = List.copyOf(nodes);
  }

  private static final List<String> GPUS = List.of("nvidia.com/gpu", "amd.com/gpu");

  /// Asks the cluster; nothing where it does not tell this user, as most don't.
  public static Optional<NodeCapacity> ask(KubeApi api) {
    return ask(api, GPUS);
  }

  private static Optional<NodeCapacity> ask(KubeApi api, List<String> kinds) {
    try {
      return of(api.get("/api/v1/nodes").objects("items"), kinds);
    } catch (KubeException notTold) {
      return Optional.empty();
    }
  }

  private static Optional<NodeCapacity> ask(KubeApi api, List<String> kinds, String only) {
    try {
      for (KubeObject node : api.get("/api/v1/nodes").objects("items")) {
        if (node.name().equals(only)) {
          return of(List.of(node), kinds);
        }
      }
    } catch (KubeException notTold) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /// What of a plan there is no room for: an error where jobs are bound to a machine that is too
  /// small, else a warning, because a larger one may come. Nothing where the plan states no
  /// resources, so that nobody waits for an answer without a question.
  public static List<Problem> check(KubeApi api, Plan plan, Environment environment) {
    if (!statesResources(plan, environment)) {
      return List.of();
    }
    PodEnvironment argo = (PodEnvironment) environment.engine();
    NodeBinding binding = argo.binding();
    GpuKinds own = GpuKinds.of(argo.container());
    List<String> kinds = own.all().isEmpty() ? GPUS : List.of(own.counted());
    Optional<NodeCapacity> room =
        binding == null ? ask(api, kinds) : ask(api, kinds, binding.node());
    return room.map(known -> known.problems(plan, environment, binding)).orElse(List.of());
  }

  private static boolean statesResources(Plan plan, Environment environment) {
    if (!environment.resources().isUnstated()) {
      return true;
    }
    for (Job job : plan.jobs()) {
      Resources stated = job.resources();
      if (!stated.isUnstated()) {
        return true;
      }
    }
    return false;
  }

  static Optional<NodeCapacity> of(List<KubeObject> nodes) {
    return of(nodes, GPUS);
  }

  private static Optional<NodeCapacity> of(List<KubeObject> nodes, List<String> kinds) {
    BigDecimal cpu = BigDecimal.ZERO;
    long memory = 0;
    int gpu = 0;
    for (KubeObject node : nodes) {
      KubeObject room = node.object("status", "allocatable");
      cpu = cpu.max(Cores.parse(room.text("cpu")).orElse(BigDecimal.ZERO));
      memory = Math.max(memory, Bytes.parse(room.text("memory")).orElse(0L));
      for (String kind : kinds) {
        gpu = Math.max(gpu, count(room.text(kind)));
      }
    }
    return memory == 0 ? Optional.empty() : Optional.of(new NodeCapacity(cpu, memory, gpu, nodes));
  }

  /// The machines that have a kind of device.
  List<KubeObject> machines(String kind) {
    return DeviceRoom.having(nodes, kind);
  }

  static int count(String text) {
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /// Variants of one command are told once.
  private List<Problem> problems(
      Plan plan, Environment environment, @Nullable NodeBinding binding) {
    List<Problem> problems = new ArrayList<>();
    Set<String> told = new HashSet<>();
    List<KubeObject> tolerations =
        ((PodEnvironment) environment.engine()).pod().objects("tolerations");
    for (Job job : plan.jobs()) {
      Resources wanted = environment.resources().overriddenBy(job.resources());
      int before = problems.size();
      if (!told.contains(job.origin())) {
        check(job, wanted, tolerations, binding, problems);
      }
      if (problems.size() > before) {
        told.add(job.origin());
      }
    }
    return problems;
  }

  private void check(
      Job job,
      Resources wanted,
      List<KubeObject> tolerations,
      @Nullable NodeBinding binding,
      List<Problem> problems) {
    Long bytes = wanted.memory();
    if (bytes != null && bytes > memory) {
      problems.add(
          problem(
              "too-much-memory",
              job,
              Bytes.spoken(bytes) + " of memory",
              Bytes.spoken(memory),
              "--memory",
              binding));
    }
    Integer devices = wanted.gpu();
    if (devices != null && devices > gpu) {
      problems.add(
          gpu == 0 && binding == null
              ? noGpus(job, devices)
              : problem("too-many-gpus", job, devices + " GPU(s)", gpu + "", "--gpu", binding));
    } else if (devices != null && devices > 0) {
      keptGpus(job, tolerations).ifPresent(problems::add);
    }
    BigDecimal cores = wanted.cpu();
    if (cores != null && cores.compareTo(cpu) > 0) {
      problems.add(
          problem(
              "too-many-cores",
              job,
              cores.toPlainString() + " cores",
              cpu.stripTrailingZeros().toPlainString(),
              "--cpu",
              binding));
    }
  }

  private static Problem noGpus(Job job, int asked) {
    return Problem.warning(
        "too-many-gpus",
        null,
        job.name()
            + " asks for "
            + asked
            + " GPU(s), and no machine of the cluster has one today: it waits until one comes.",
        DeviceRoom.NONE);
  }

  /// That those machines which have GPUs are kept for others.
  private Optional<Problem> keptGpus(Job job, List<KubeObject> tolerations) {
    for (String kind : GPUS) {
      Set<String> taints = Taints.keeping(machines(kind), tolerations);
      if (!taints.isEmpty()) {
        return Optional.of(
            Problem.warning(
                "kept-gpus",
                null,
                job.name() + " asks for a GPU, and the machines that have one are kept for others",
                DeviceRoom.kept(kind, taints)));
      }
    }
    return Optional.empty();
  }

  private static Problem problem(
      String code, Job job, String asked, String most, String flag, @Nullable NodeBinding binding) {
    if (binding != null) {
      return Problem.error(
          code,
          null,
          job.name()
              + " asks for "
              + asked
              + ", but the notebook's machine "
              + binding.node()
              + ", where its volume binds it, has "
              + most
              + ".",
          "Ask for less with "
              + flag
              + ", or ask the administrator for a volume that several machines can mount"
              + " (ReadWriteMany).");
    }
    return Problem.warning(
        code,
        null,
        job.name()
            + " asks for "
            + asked
            + ", and the largest machine of the cluster has "
            + most
            + " today: it waits until a larger one comes.",
        "Where the cluster adds none by itself, ask for less with "
            + flag
            + ", or ask the administrator for a larger machine.");
  }
}
