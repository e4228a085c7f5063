package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.core.run.JobEndText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a cluster says of a pod, in words for people who never heard of pods.
public final class PodMessages {

  private static final Pattern LACKS =
      Pattern.compile("(\\d+) Insufficient ([\\w/-]+(?:\\.[\\w/-]+)*)");
  private static final Pattern NODES = Pattern.compile("0/(\\d+) nodes are available");

  private static final Pattern TAINT = Pattern.compile("untolerated taint \\{([^}]+)\\}");

  /// Where the cluster names an image.
  public static final Pattern IMAGE = Pattern.compile("image (?:name )?\"([^\"]+)\"");

  private static final Pattern MISSING =
      Pattern.compile(
          "(secret|configmap|persistentvolumeclaim|serviceaccount)s? \"([^\"]+)\" not found");

  /// How it ends what it says of a job whose account it does not have.
  public static final String NO_ACCOUNT = "is not there, and the cluster starts no job without it";

  /// How it ends what it says of a job that the cluster took away for what it wrote.
  public static final String EVICTED = "and was evicted";

  /// What engines call a run and a step, as words of their own, not in names.
  private static final Pattern ENGINES = Pattern.compile("\\b(?:[wW]orkflow|template)\\b");

  private static final String FORBIDDEN = " is forbidden: ";
  private static final String QUOTA = "exceeded quota: ";
  private static final Pattern FOLDER =
      Pattern.compile("Usage of EmptyDir volume \"([^\"]+)\" exceeds the limit \"([^\"]+)\"");
  private static final Pattern DISK =
      Pattern.compile(
          "(?:ephemeral local storage usage exceeds the total limit of containers"
              + "|exceeded its local ephemeral storage limit) \"?([0-9.]+\\w*)");

  private PodMessages() {}

  /// Why a job that may start has not yet: a clause, empty where there is nothing to say.
  ///
  /// @param said `Unschedulable: 0/1 nodes are available: …`
  public static String waiting(String said) {
    if (said.isEmpty()
        || said.startsWith("PodInitializing")
        || said.startsWith("ContainerCreating")) {
      return "";
    }
    if (said.startsWith("Unschedulable")) {
      return unschedulable(said);
    }
    if (said.startsWith("ErrImagePull")
        || said.startsWith("ImagePullBackOff")
        || said.startsWith("InvalidImageName")) {
      Matcher image = IMAGE.matcher(said);
      return "its image " + (image.find() ? image.group(1) + " " : "") + "can't be fetched";
    }
    Matcher missing = MISSING.matcher(said);
    if (missing.find()) {
      return "the " + kind(missing.group(1)) + " " + missing.group(2) + " is missing";
    }
    if (said.contains(QUOTA)) {
      return quota(said);
    }
    if (said.startsWith("Pod auto-restarting")) {
      return "it is started again: " + sentence(said.substring(said.indexOf(':') + 1));
    }
    return sentence(said);
  }

  /// Whether the volume of a job binds it to one machine, by the machine's name or by what else
  /// uses the volume there: what the other machines have is of no use to it.
  ///
  /// @param said of a job that no machine takes
  public static boolean isBound(String said) {
    return said.contains("satisfy plugin(s) [NodeAffinity]")
        || said.contains("didn't match pod affinity rules");
  }

  /// Why no machine takes a job.
  private static String unschedulable(String said) {
    Matcher nodes = NODES.matcher(said);
    String all = nodes.find() ? " of " + nodes.group(1) : "";
    List<String> reasons = new ArrayList<>();
    Matcher lacks = LACKS.matcher(said);
    while (lacks.find()) {
      boolean one = lacks.group(1).equals("1");
      reasons.add(lacks.group(1) + all + (one ? " lacks " : " lack ") + resource(lacks.group(2)));
    }
    if (said.contains("untolerated taint")) {
      reasons.add("some are kept for others" + taint(said));
    }
    if (said.contains("didn't match Pod's node affinity")) {
      reasons.add("some are not of the asked kind");
    }
    if (said.contains("node(s) were unschedulable")) {
      reasons.add("some take nothing new at the moment");
    }
    if (said.contains("volume node affinity conflict")) {
      reasons.add("its volume can't be reached from some");
    }
    Matcher missing = MISSING.matcher(said);
    if (missing.find()) {
      return "the " + kind(missing.group(1)) + " " + missing.group(2) + " is missing";
    }
    if (said.contains("unbound immediate PersistentVolumeClaims")) {
      return "its volume is not ready";
    }
    return (isBound(said)
            ? "its volume binds it to one machine, and that has no room for it"
            : "no machine of the cluster has room for it")
        + (reasons.isEmpty() ? "" : " (" + String.join(", ", reasons) + ")");
  }

  private static String taint(String said) {
    Matcher taint = TAINT.matcher(said);
    return taint.find() ? " by the taint " + taint.group(1) : "";
  }

  /// What a quota has, and what is asked of it.
  ///
  /// @param said `… exceeded quota: few, requested: pods=1, used: pods=9, limited: pods=9`
  private static String quota(String said) {
    String rest = said.substring(said.indexOf(QUOTA) + QUOTA.length());
    int end = rest.indexOf(", requested: ");
    String name = end < 0 ? rest : rest.substring(0, end);
    Map<String, String> used = amounts(rest, ", used: ");
    Map<String, String> limited = amounts(rest, ", limited: ");
    List<String> lacks = new ArrayList<>();
    amounts(rest, ", requested: ")
        .forEach((what, amount) ->
            lacks.add(
                what
                    + ": "
                    + amount
                    + " more are asked for, "
                    + used.getOrDefault(what, "?")
                    + " of "
                    + limited.getOrDefault(what, "?")
                    + " are in use"));
    return "the namespace's quota "
        + name
        + " leaves no room for it"
        + (lacks.isEmpty() ? "" : " (" + String.join("; ", lacks) + ")");
  }

  private static Map<String, String> amounts(String text, String before) {
    Map<String, String> amounts = new LinkedHashMap<>();
    int from = text.indexOf(before);
    if (from >= 0) {
      String list = text.substring(from + before.length());
      int end = list.indexOf(", ");
      for (String each : (end < 0 ? list : list.substring(0, end)).strip().split(",", -1)) {
        int equals = each.indexOf('=');
        if (equals > 0) {
          amounts.put(each.substring(0, equals), each.substring(equals + 1));
        }
      }
    }
    return amounts;
  }

  /// How a job used more of a disk than it may; nothing where that is not what is said.
  public static Optional<String> disk(String said) {
    Matcher folder = FOLDER.matcher(said);
    if (folder.find()) {
      return Optional.of(
          "it wrote more than the "
              + folder.group(2)
              + " that its volume "
              + folder.group(1)
              + " may hold, "
              + EVICTED);
    }
    Matcher disk = DISK.matcher(said);
    return disk.find()
        ? Optional.of(
            "it wrote more than the "
                + disk.group(1)
                + " of its machine's disk that it may, "
                + EVICTED)
        : Optional.empty();
  }

  /// What is said of a job that did not begin within its timeout.
  public static String tooLate(@Nullable Duration timeout) {
    return "did not begin within its timeout" + JobEndText.limit(timeout);
  }

  /// Why the cluster does not take a job's pod.
  public static String refused(String said) {
    if (said.contains(QUOTA)) {
      return quota(said);
    }
    int forbidden = said.indexOf(FORBIDDEN);
    Matcher missing = MISSING.matcher(said);
    if (forbidden >= 0 && missing.find(forbidden) && missing.group(1).equals("serviceaccount")) {
      return "the service account " + missing.group(2) + " " + NO_ACCOUNT;
    }
    return Refusal.isIn(said) ? Refusal.words(said) : sentence(said);
  }

  /// The first line, without the words that only the cluster's own people use.
  public static String sentence(String said) {
    String line = said.strip();
    int end = line.indexOf('\n');
    line = end < 0 ? line : line.substring(0, end);
    return ENGINES
        .matcher(line)
        .replaceAll(word -> word.group().equals("template") ? "step" : "run")
        .replace("The pod", "It")
        .replace("Pod ", "It ")
        .replace("The node", "Its machine");
  }

  static String resource(String name) {
    return switch (name) {
      case "cpu" -> "processor cores";
      case "memory" -> "memory";
      case "ephemeral-storage" -> "disk space";
      case "pods" -> "places for more jobs";
      case "nvidia.com/gpu", "amd.com/gpu" -> "GPUs";
      default -> name;
    };
  }

  private static String kind(String kind) {
    return switch (kind) {
      case "persistentvolumeclaim" -> "volume claim";
      case "configmap" -> "config map";
      case "serviceaccount" -> "service account";
      default -> kind;
    };
  }
}
