package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.core.diagnosis.Cause;
import io.jupyterflow.core.diagnosis.OutputEvidence;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.quantity.Bytes;
import io.jupyterflow.core.quantity.Cores;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the cause of a job's state from its pod and what the cluster noted about it. Pure.
public final class PodCauses {

  private static final Pattern MISSING =
      Pattern.compile("(?i)(secret|configmap|persistentvolumeclaim|serviceaccount)s? \"([^\"]+)\"");
  private static final int SHOWN = 3;

  /// How all that is said of a job begins that does not.
  private static final String CANT = "can't begin: ";

  /// Events that tell why a pod was taken away.
  private static final Set<String> REMOVALS =
      Set.of("Evicted", "Preempted", "TaintManagerEviction", "NodeNotReady");

  private PodCauses() {}

  /// Why a pod does not begin; nothing where it only takes its time.
  ///
  /// @param events about the pod, oldest first
  /// @param room what the largest machines have, or null where that is not known
  public static Optional<Cause> waiting(
      KubeObject pod, List<KubeObject> events, @Nullable NodeCapacity room) {
    Optional<Cause> scheduling = scheduling(pod, room);
    if (scheduling.isPresent()) {
      return scheduling;
    }
    for (KubeObject container : containers(pod)) {
      KubeObject waiting = container.object("state", "waiting");
      Optional<Cause> cause =
          container(waiting.text("reason"), waiting.text("message"), container, events);
      if (cause.isPresent()) {
        return cause;
      }
    }
    return noted(events);
  }

  /// What the cluster noted last that keeps a pod from its beginning.
  ///
  /// @param events about the pod, oldest first
  private static Optional<Cause> noted(List<KubeObject> events) {
    for (int i = events.size() - 1; i >= 0; i--) {
      KubeObject event = events.get(i);
      if (event.text("reason").equals("SuccessfulAttachVolume")) {
        // what was said before of a volume in use elsewhere is over
        return Optional.empty();
      }
      Optional<Cause> cause = event(event);
      if (cause.isPresent()) {
        return cause;
      }
    }
    return Optional.empty();
  }

  /// The same as a clause that is told of a job that waits; empty where nothing keeps it.
  ///
  /// @param events about its pod, oldest first
  public static String waitingFor(List<KubeObject> events) {
    return noted(events).map(PodCauses::clause).orElse("");
  }

  /// What keeps a job, without saying that it does not begin.
  static String clause(Cause waiting) {
    return waiting.what().substring(CANT.length());
  }

  private static Optional<Cause> scheduling(KubeObject pod, @Nullable NodeCapacity room) {
    for (KubeObject condition : pod.objects("status", "conditions")) {
      if (condition.text("type").equals("PodScheduled")
          && condition.text("status").equals("False")
          && condition.text("reason").equals("Unschedulable")) {
        String said = condition.text("message");
        Matcher missing = MISSING.matcher(said);
        if (said.contains("not found") && missing.find()) {
          return Optional.of(missing(missing.group(1), missing.group(2), said));
        }
        return Optional.of(
            new Cause(
                CANT
                    + PodMessages.waiting("Unschedulable: " + said)
                    + asks(pod, PodMessages.isBound(said) ? null : room),
                fixForRoom(said, pod, room),
                List.of(said)));
      }
    }
    return Optional.empty();
  }

  private static String asks(KubeObject pod, @Nullable NodeCapacity room) {
    List<String> asked = new ArrayList<>();
    for (KubeObject container : pod.objects("spec", "containers")) {
      if (container.text("name").equals(PodEnvironment.JOB_CONTAINER)) {
        KubeObject requests = container.object("resources", "requests");
        for (String kind : requests.tree().keySet()) {
          asked.add(amount(kind, requests.text(kind)));
        }
      }
    }
    return (asked.isEmpty() ? "" : "; it asks for " + String.join(", ", asked))
        + (room == null
            ? ""
            : "; the largest machine has "
                + room.cpu().stripTrailingZeros().toPlainString()
                + " cores and "
                + Bytes.spoken(room.memory()));
  }

  private static String amount(String kind, String amount) {
    return switch (kind) {
      case "memory" -> Bytes.parse(amount).map(Bytes::spoken).orElse(amount) + " of memory";
      case "cpu" ->
          Cores.parse(amount).map(c -> c.stripTrailingZeros().toPlainString()).orElse(amount)
              + " cores";
      default -> amount + " × " + kind;
    };
  }

  private static String fixForRoom(String said, KubeObject pod, @Nullable NodeCapacity room) {
    Optional<String> device = DeviceRoom.kind(said);
    if (device.isPresent()) {
      return DeviceRoom.fix(device.get(), said, pod, room);
    }
    String flag =
        said.contains("Insufficient memory")
            ? "--memory"
            : said.contains("Insufficient cpu") ? "--cpu" : "";
    if (PodMessages.isBound(said)) {
      return (flag.isEmpty() ? "Free" : "Ask for less with " + flag + ", free")
          + " some room where its volume is, mostly the notebook's machine, or ask the"
          + " administrator for a volume that several machines can mount (ReadWriteMany).";
    }
    if (!flag.isEmpty()) {
      return "Ask for less with " + flag + ", or wait until other jobs are done.";
    }
    if (said.contains("volume node affinity") || said.contains("node affinity/selector")) {
      return "It can only run on the machine of the notebook, because of its volume or its settings: free some room"
          + " there, or ask the administrator for a volume that several machines can mount.";
    }
    return "Wait until there is room, or ask the administrator of the cluster.";
  }

  private static Optional<Cause> container(
      String reason, String said, KubeObject container, List<KubeObject> events) {
    return switch (reason) {
      case "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull" ->
          Optional.of(image(container.text("image"), said, events));
      case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" -> {
        Matcher missing = MISSING.matcher(said);
        yield Optional.of(
            missing.find()
                ? missing(missing.group(1), missing.group(2), said)
                : new Cause(
                    CANT + "its container can't be made: " + PodMessages.sentence(said),
                    Remedy.of("See what it is made of: ", ActionKind.SHOW_ENVIRONMENT),
                    List.of(said)));
      }
      default -> Optional.empty();
    };
  }

  /// Why an image can't be fetched.
  ///
  /// @param events about the pod
  static Cause image(String image, String said, List<KubeObject> events) {
    String why = said;
    for (KubeObject event : events) {
      if (event.text("message").startsWith("Failed to pull image")) {
        why = event.text("message");
      }
    }
    Matcher named = PodMessages.IMAGE.matcher(why);
    String name = image.isEmpty() && named.find() ? named.group(1) : image;
    String low = why.toLowerCase(Locale.ROOT);
    String fix;
    if (low.contains("not found") || low.contains("manifest unknown")) {
      fix = "Check the spelling of the image and its tag: there is none of this name.";
    } else if (low.contains("invalid reference format")) {
      fix = "Check its spelling: no image can have this name.";
    } else if (low.contains("unauthorized") || low.contains("denied") || low.contains("401")) {
      fix = "The registry asks for a password: an imagePullSecret for it has to be set up.";
    } else {
      fix = "Check its name, and whether the cluster can reach its registry.";
    }
    return new Cause(CANT + "its image " + name + " can't be fetched", fix, List.of(why));
  }

  private static Optional<Cause> event(KubeObject event) {
    String said = event.text("message");
    return switch (event.text("reason")) {
      case "FailedAttachVolume" -> Optional.of(attach(said));
      case "FailedMount" -> Optional.of(mount(said));
      case "FailedCreatePodSandBox" ->
          Optional.of(
              new Cause(
                  CANT + "its machine can't make a place for it",
                  "Mostly that passes; if not, ask the administrator of the cluster.",
                  List.of(said)));
      default -> Optional.empty();
    };
  }

  private static Cause attach(String said) {
    return said.contains("Multi-Attach")
        ? new Cause(
            CANT + "its volume is in use on another machine, and only one may mount it",
            "Stop what uses the volume elsewhere, mostly a notebook server, or ask the"
                + " administrator for one that several machines can mount (ReadWriteMany).",
            List.of(said))
        : new Cause(
            CANT + "its volume can't be attached",
            "Ask the administrator of the cluster.",
            List.of(said));
  }

  private static Cause mount(String said) {
    Matcher missing = MISSING.matcher(said);
    return said.contains("not found") && missing.find()
        ? missing(missing.group(1), missing.group(2), said)
        : new Cause(
            CANT + "one of its volumes can't be mounted",
            Remedy.of("List its volumes: ", ActionKind.SHOW_ENVIRONMENT),
            List.of(said));
  }

  private static Cause missing(String kind, String name, String said) {
    String thing =
        switch (kind.toLowerCase(Locale.ROOT)) {
          case "persistentvolumeclaim" -> "volume claim";
          case "configmap" -> "config map";
          case "serviceaccount" -> "service account";
          default -> "secret";
        };
    return new Cause(
        CANT + "the " + thing + " " + name + " is missing",
        Remedy.of(
            "Restore it, or restart the notebook so that it no longer uses it. See where it comes"
                + " from: ",
            ActionKind.SHOW_ENVIRONMENT),
        List.of(said));
  }

  /// What a job was killed for that used up its memory.
  ///
  /// @param most the bytes that one may ask for at most, or null where nobody says
  public static Cause outOfMemory(
      @Nullable KubeObject pod, @Nullable Long most, OutputEvidence.Tail tail) {
    String limit = "";
    if (pod != null) {
      for (KubeObject container : pod.objects("spec", "containers")) {
        if (container.text("name").equals(PodEnvironment.JOB_CONTAINER)) {
          limit = container.text("resources", "limits", "memory");
        }
      }
    }
    Optional<Long> bytes = Bytes.parse(limit);
    return new Cause(
        bytes.isPresent()
            ? "used up the " + Bytes.spoken(bytes.get()) + " of memory it may have and was killed"
            : "ran out of memory and was killed",
        Remedy.of(moreMemory(bytes.orElse(null), most)),
        last(tail.lines()),
        tail.unread());
  }

  private static String moreMemory(@Nullable Long had, @Nullable Long most) {
    if (had != null && most != null && most <= had) {
      return "The namespace allows a job no more ("
          + Bytes.spoken(most)
          + "): use less data at a time, or ask the administrator for more (its LimitRange).";
    }
    if (had != null && most != null && most < had * 2) {
      return "Ask for all that the namespace allows a job: --memory "
          + mebibytes(most)
          + ". More is for the administrator to allow: the namespace has a LimitRange.";
    }
    return (had == null
            ? "Ask for more with --memory"
            : "Ask for more: --memory " + mebibytes(had * 2))
        + ". Or let it grow by itself: retries with on: [oom] and memory: x2.";
  }

  private static String mebibytes(long bytes) {
    return Math.max(1, bytes / (1 << 20)) + "Mi";
  }

  /// What a job was killed for that did not use up its memory.
  ///
  /// @param earlier an error that it printed before, on a line of its own, or empty
  public static Cause killed(OutputEvidence.Tail tail, String earlier) {
    return new Cause(
        "was killed (SIGKILL), and the cluster saw no lack of memory" + earlier,
        Remedy.of(
            "Something in the job sent it, or on its machine: look in its code for kill, and for"
                + " programs that end others after a time."),
        last(tail.lines()),
        tail.unread());
  }

  /// Why a pod is gone that still ran.
  ///
  /// @param events about it, oldest first
  public static Cause removed(List<KubeObject> events, String run) {
    List<String> said = new ArrayList<>();
    for (KubeObject event : events) {
      if (REMOVALS.contains(event.text("reason"))) {
        said.add(event.text("message"));
      }
    }
    return new Cause(
        "is lost: it was removed from the cluster while it ran: evicted from its machine, or"
            + " deleted",
        Remedy.of("Run it again: ", ActionKind.RERUN_FAILED, run)
            .then(". To have that done by itself: retries with on: [lost]."),
        said);
  }

  private static List<String> last(List<String> tail) {
    return tail.subList(Math.max(0, tail.size() - SHOWN), tail.size());
  }

  private static List<KubeObject> containers(KubeObject pod) {
    List<KubeObject> all = new ArrayList<>(pod.objects("status", "containerStatuses"));
    all.addAll(pod.objects("status", "initContainerStatuses"));
    return all;
  }
}
