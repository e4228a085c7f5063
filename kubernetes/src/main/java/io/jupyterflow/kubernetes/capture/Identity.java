package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.pod.ItemText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// As which user and group jobs run: what the container says moves to the pod, so that it holds for
/// the engine's containers, too, and the files they share.
final class Identity {

  private static final String KIND = "security";
  private static final String USER = "runAsUser";
  private static final String GROUP = "runAsGroup";
  private static final String GROUPS = "supplementalGroups";
  private static final String FILES = "fsGroup";

  private final KubeObject pod;
  private final KubeObject container;
  private final NotebookProcess process;
  private final CaptureReport found;

  /// @param pod its security context
  /// @param container its security context
  Identity(KubeObject pod, KubeObject container, NotebookProcess process, CaptureReport found) {
    this.pod = pod;
    this.container = container;
    this.process = process;
    this.found = found;
  }

  KubeObject keepPod() {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(pod.tree());
    boolean isOther = id(kept, USER, process.uid(), false);
    id(kept, GROUP, process.gid(), isOther);
    List<Long> more = groupsBeyond(new KubeObject(kept));
    pod.tree()
        .forEach((field, value) -> {
          boolean isTold = field.equals(GROUPS) && !more.isEmpty();
          if (!field.equals(USER) && !field.equals(GROUP) && !isTold) {
            found.carried(KIND, field, ItemText.of(value), CaptureReport.POD, "");
          }
        });
    if (!more.isEmpty()) {
      List<Long> groups = numbers(pod);
      groups.addAll(more);
      kept.put(GROUPS, groups);
      found.changed(
          KIND,
          GROUPS,
          ItemText.of(groups),
          CaptureReport.PROCESS,
          "the process is in " + text(more));
    }
    return new KubeObject(kept);
  }

  /// The groups that give the process rights to files, and that a job's would not be in. That a
  /// user of the image is in a group of it holds for jobs, too, but can't be told from what was
  /// added in the container.
  private List<Long> groupsBeyond(KubeObject kept) {
    List<Long> own = new ArrayList<>(process.groups());
    own.add(process.gid());
    List<Long> given = numbers(kept);
    given.add(kept.number(GROUP));
    if (kept.has(FILES)) {
      given.add(kept.number(FILES));
    }
    boolean isSame = process.uid() == kept.number(USER);
    List<Long> more = new ArrayList<>();
    for (long group : own) {
      if (process.uid() <= 0 || group < 0 || given.contains(group) || more.contains(group)) {
        continue; // root needs none
      }
      if (isSame && group > 0) {
        more.add(group);
      } else {
        found.leftOut(
            KIND,
            "group",
            Long.toString(group),
            CaptureReport.PROCESS,
            isSame
                ? "the root group is a job's only where the pod's document or the image says so"
                : "jobs run as " + kept.number(USER) + ", and this process as " + process.uid());
      }
    }
    return more;
  }

  private static List<Long> numbers(KubeObject context) {
    List<Long> numbers = new ArrayList<>();
    if (context.value(GROUPS).orElse(null) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Number number) {
          numbers.add(number.longValue());
        }
      }
    }
    return numbers;
  }

  private static String text(List<Long> groups) {
    StringBuilder text = new StringBuilder();
    for (long group : groups) {
      text.append(text.isEmpty() ? "" : ", ").append(group);
    }
    return text.append(", too").toString();
  }

  KubeObject keepContainer() {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(container.tree());
    kept.remove(USER);
    kept.remove(GROUP);
    kept.forEach((field, value) ->
        found.carried(KIND, field, ItemText.of(value), CaptureReport.POD, "container's"));
    return new KubeObject(kept);
  }

  /// What the documents say, unless they say nothing or root, which notebooks leave as they start:
  /// then what the process is.
  ///
  /// @param anyway whether the process counts whatever is written
  /// @return whether it is another than written
  private boolean id(Map<String, @Nullable Object> kept, String field, long own, boolean anyway) {
    boolean isContainers = container.has(field);
    KubeObject from = isContainers ? container : pod;
    long written = from.has(field) ? from.number(field) : -1;
    if (written > 0 && !anyway) {
      kept.put(field, written);
      String reason = isContainers ? "the container's, for the whole pod" : "";
      found.carried(KIND, field, Long.toString(written), CaptureReport.POD, reason);
      return false;
    }
    if (own < 0 || own == written) {
      if (written >= 0) {
        kept.put(field, written);
        found.carried(KIND, field, Long.toString(written), CaptureReport.POD, "");
      }
      return false;
    }
    kept.put(field, own);
    String reason =
        written < 0
            ? "the pod's document says none: it is the process's"
            : "the notebook starts as " + written + " and goes on as this";
    if (written < 0) {
      found.carried(KIND, field, Long.toString(own), CaptureReport.PROCESS, reason);
    } else {
      found.changed(KIND, field, Long.toString(own), CaptureReport.PROCESS, reason);
    }
    return written >= 0;
  }
}
