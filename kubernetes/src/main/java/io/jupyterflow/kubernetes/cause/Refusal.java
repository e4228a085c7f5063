package io.jupyterflow.kubernetes.cause;

import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.quantity.Bytes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a cluster does not take a job's pod, in plain words, and what to do about it. The words
/// outlive the pod, so the remedy is read from them. Pure.
public final class Refusal {

  private static final String FORBIDDEN = " is forbidden: ";

  private static final Pattern LIMIT =
      Pattern.compile(
          "(maximum|minimum) (\\S+) usage per (Container|Pod|PersistentVolumeClaim) is ([^,\\]]+),"
              + " but (?:(?:limit|request) is ([^,\\]]+)|no (?:limit|request) is specified)");
  private static final Pattern LEVEL =
      Pattern.compile("violates PodSecurity \"([\\w-]+):[^\"]*\": (.*)", Pattern.DOTALL);
  private static final Pattern UNSTATED =
      Pattern.compile("failed quota: ([^:]+): must specify (.*)", Pattern.DOTALL);
  private static final Pattern STATED = Pattern.compile("(?:limits|requests)\\.[\\w.-]+");
  private static final Pattern RULE =
      Pattern.compile(
          "(?:admission webhook \"([^\"]+)\"|ValidatingAdmissionPolicy '([^']+)'.*?)"
              + " denied (?:the )?request:?\\s*(.*)",
          Pattern.DOTALL);
  private static final Pattern IN_PARENTHESES = Pattern.compile(" \\([^)]*\\)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final String MOST = "the namespace allows a job at most ";
  private static final String LEAST = "the namespace needs a job to ask for at least ";
  private static final String LEVELS = "the namespace's Pod Security level ";
  private static final String QUOTA = "the namespace's quota ";
  private static final String WANTS = " takes only jobs that state their ";
  private static final String RULES = "a rule of the cluster (";
  private static final String REFUSED = "the cluster refused it: ";

  private static final Pattern AMOUNT =
      Pattern.compile("at (?:most|least) (\\S+)(?: of (memory)| (processor cores)| × ([^\\s,]+))");

  private Refusal() {}

  /// Whether the controller says that the cluster did not take a pod.
  public static boolean isIn(String said) {
    return said.contains(FORBIDDEN) || RULE.matcher(said).find();
  }

  /// Why it did not, as a clause.
  ///
  /// @param said `pods "a" is forbidden: maximum memory usage per Container is …`
  static String words(String said) {
    Matcher rule = RULE.matcher(said);
    if (rule.find()) {
      String name = rule.group(1) == null ? rule.group(2) : rule.group(1);
      return RULES + name + ") refused it: " + line(rule.group(3));
    }
    int forbidden = said.indexOf(FORBIDDEN);
    String why = forbidden < 0 ? said : said.substring(forbidden + FORBIDDEN.length());
    Matcher limit = LIMIT.matcher(why);
    if (limit.find()) {
      return limit(limit);
    }
    Matcher level = LEVEL.matcher(why);
    if (level.find()) {
      return LEVELS
          + level.group(1)
          + " refuses it: "
          + IN_PARENTHESES.matcher(line(level.group(2))).replaceAll("");
    }
    Matcher unstated = UNSTATED.matcher(why);
    if (unstated.find()) {
      Set<String> stated = new TreeSet<>();
      Matcher each = STATED.matcher(unstated.group(2));
      while (each.find()) {
        stated.add(each.group());
      }
      return QUOTA + unstated.group(1) + WANTS + String.join(", ", stated);
    }
    return REFUSED + PodMessages.sentence(why);
  }

  private static String limit(Matcher limit) {
    String kind = limit.group(2);
    String asked = limit.group(5);
    String together = limit.group(3).equals("Pod") ? ", all its containers together" : "";
    return (limit.group(1).equals("maximum") ? MOST : LEAST)
        + amount(kind, flag(kind, limit.group(4)))
        + together
        + (asked == null
            ? ", and it states none"
            : ", and it asks for " + amount(kind, spoken(kind, asked)));
  }

  private static String amount(String kind, String amount) {
    return switch (kind) {
      case "memory" -> amount + (amount.endsWith("B") ? "" : " of memory");
      case "cpu" -> amount + " processor cores";
      default -> amount + " × " + kind;
    };
  }

  private static String spoken(String kind, String amount) {
    return kind.equals("memory") ? Bytes.parse(amount).map(Bytes::spoken).orElse(amount) : amount;
  }

  /// An amount that may be given to a flag, and is no more than it is.
  private static String flag(String kind, String amount) {
    boolean isPlain = Character.isDigit(amount.charAt(amount.length() - 1));
    return kind.equals("memory") && isPlain
        ? Bytes.parse(amount).map(bytes -> Math.max(1, bytes >> 20) + "Mi").orElse(amount)
        : amount;
  }

  private static String line(String text) {
    return BLANKS.matcher(text.strip()).replaceAll(" ");
  }

  /// What to do about what [#words] said; nothing where that is not a refusal.
  public static Optional<Remedy> fix(String words) {
    Matcher amount = AMOUNT.matcher(words);
    if (words.contains(MOST) && amount.find()) {
      return Optional.of(
          Remedy.of(
              "Ask for at most "
                  + amount.group(1)
                  + flag(amount)
                  + ". More is for the administrator to allow: the namespace has a LimitRange."));
    }
    if (words.contains(LEAST) && amount.find()) {
      return Optional.of(Remedy.of("Ask for at least " + amount.group(1) + flag(amount) + "."));
    }
    if (words.contains(LEVELS)) {
      return Optional.of(
          Remedy.of(
              "The command is not to blame: the pod is. See what the notebook or the namespace"
                  + " lacks, and who can change it: ",
              ActionKind.RUN_DOCTOR));
    }
    if (words.contains(WANTS)) {
      return Optional.of(
          Remedy.of(
              "State them: --cpu 1 --memory 2Gi. If the message stays, the engine's own"
                  + " containers lack them: the administrator gives them by a LimitRange with defaults."));
    }
    if (words.contains(RULES)) {
      return Optional.of(
          Remedy.of(
              "Change what the rule names, or ask the administrator of the cluster, whose rule it"
                  + " is."));
    }
    return words.contains(REFUSED)
        ? Optional.of(
            Remedy.of(
                "Ask the administrator of the cluster, or check what is missing: ",
                ActionKind.RUN_DOCTOR))
        : Optional.empty();
  }

  private static String flag(Matcher amount) {
    if (amount.group(2) != null) {
      return ": --memory " + amount.group(1);
    }
    if (amount.group(3) != null) {
      return ": --cpu " + amount.group(1);
    }
    return amount.group(4).indexOf('/') > 0 ? ": --gpu " + amount.group(1) : "";
  }
}
