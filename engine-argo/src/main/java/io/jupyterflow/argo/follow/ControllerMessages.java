package io.jupyterflow.argo.follow;

import io.jupyterflow.argo.api.EndWords;
import io.jupyterflow.kubernetes.cause.PodMessages;

/// What the controller of Argo Workflows says of jobs and runs, in words for people who never heard
/// of pods.
public final class ControllerMessages {

  /// How [#failed] ends what it says of a job next to which a container of Argo's ran out of
  /// memory.
  public static final String ARGOS_MEMORY = ") ran out of memory and was killed";

  /// What we write ourselves has none, whatever the user's words are.
  private static final String OPEN_BRACE =
      "a {{ in it has no end, and the cluster takes it for the beginning of a name. A rule of the"
          + " cluster, or somebody, has put it there: ask the administrator";

  /// How the controller begins what it says of a pod whose job could not be started.
  static final String UNSTARTED = "Pod failed before";

  private ControllerMessages() {}

  /// Why a job failed that has no exit code of its own.
  static String failed(String said) {
    if (said.isEmpty()) {
      return "";
    }
    if (said.startsWith(UNSTARTED)) {
      int reason = said.indexOf("due to ");
      return "it could not be started: "
          + PodMessages.waiting(reason < 0 ? said : said.substring(reason + "due to ".length()));
    }
    if (isOpenBrace(said)) {
      return OPEN_BRACE;
    }
    if (EndWords.areOfHelper(said) && said.contains(EndWords.OOM)) {
      return "a container that the cluster adds to it ("
          + said.substring(0, said.indexOf(':'))
          + ARGOS_MEMORY;
    }
    if (EndWords.areOfHelper(said)) {
      return "the cluster could not prepare or close it: "
          + PodMessages.sentence(said.substring(said.indexOf(':') + 1));
    }
    return PodMessages.refused(said);
  }

  /// What the whole run failed of by itself.
  static String run(String said) {
    if (said.isEmpty()) {
      return "";
    }
    if (isOpenBrace(said)) {
      return OPEN_BRACE;
    }
    if (said.startsWith("invalid spec")) {
      return "the cluster does not understand it: "
          + PodMessages.sentence(said.substring("invalid spec:".length()));
    }
    return PodMessages.sentence(said);
  }

  private static boolean isOpenBrace(String said) {
    return said.contains("Cannot find end tag")
        || said.contains("Failed to substitute the PodSpecPatch");
  }
}
