package io.jupyterflow.kubernetes.client;

import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.function.Supplier;

/// What users are told when a call came to nothing: what it was for, what the cluster says, and
/// what to do. The one place that makes it of a [KubeException].
public final class KubeErrors {

  private static final String DOCTOR =
      " jupyterflow doctor says what is missing, and who can help.";

  private KubeErrors() {}

  /// Makes a call, and tells the user what it means when it comes to nothing.
  ///
  /// @param what it is for, as in "for …": `reading the runs`
  public static <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubeException e) {
      throw of(what, e);
    }
  }

  /// The problem, refused or unreachable.
  ///
  /// @param what the call was for, as in "for …": `starting the run train-7f3k2`
  public static JupyterFlowException of(String what, KubeException e) {
    if (e instanceof KubeException.Answered answered && !e.isPassing()) {
      return new JupyterFlowException.Refused(answered(what, answered), e);
    }
    String cause =
        e instanceof KubeException.Answered answered
            ? "it answers " + answered.code() + ": " + said(answered)
            : String.valueOf(e.getMessage());
    return new JupyterFlowException.Unreachable(
        "The cluster can't be reached for " + what + " (" + cause + "). It is safe to try again.",
        e);
  }

  private static String answered(String what, KubeException.Answered e) {
    String said = e.said();
    String hook = between(said, "admission webhook \"", "\" denied the request");
    if (!hook.isEmpty()) {
      return "A rule of the cluster ("
          + hook
          + ") does not allow "
          + what
          + ": "
          + after(said, "denied the request:")
          + ". Change what it names, or ask the cluster's administrator.";
    }
    String policy = between(said, "ValidatingAdmissionPolicy '", "'");
    if (!policy.isEmpty()) {
      return "A rule of the cluster ("
          + policy
          + ") does not allow "
          + what
          + ": "
          + after(said, "denied request:")
          + ". Change what it names, or ask the cluster's administrator.";
    }
    if (e.isTooLarge()) {
      return "The cluster can't store what "
          + what
          + " needs: it is too large ("
          + said
          + "). Shorten the commands, put long texts into files, or split the sweep over several"
          + " runs.";
    }
    return switch (e.code()) {
      case 401 ->
          "The cluster does not know who asks for "
              + what
              + " ("
              + said(e)
              + "). Restart the notebook server, or sign in to the cluster again.";
      case 403 -> forbidden(what, said);
      case 404 -> absent(what, said);
      case 400, 422 ->
          "The cluster does not take what "
              + what
              + " needs: "
              + said(e)
              + ". Where it names a field that it does not know, its Argo Workflows is too old or"
              + " too new."
              + DOCTOR;
      case 409 ->
          "Something else changes the same thing in the cluster, so "
              + what
              + " came to nothing ("
              + said(e)
              + "). Try again.";
      default -> "The cluster says no to " + what + ": " + e.code() + " " + said(e);
    };
  }

  private static String forbidden(String what, String said) {
    if (said.contains("exceeded quota")) {
      String quota = between(said, "exceeded quota: ", ",");
      return "The namespace's quota "
          + quota
          + " leaves no room for "
          + what
          + " ("
          + after(said, quota + ",")
          + "). Delete runs that are over (jupyterflow ps, jupyterflow delete), ask for less, or ask"
          + " the cluster's administrator for more.";
    }
    if (said.contains("is being terminated")) {
      return "The namespace is being deleted, so there is no place for "
          + what
          + " ("
          + said
          + "). Choose another: --namespace.";
    }
    String verb = between(said, "cannot ", " resource");
    if (verb.isEmpty()) {
      return "The cluster does not allow " + what + ": " + said + "." + DOCTOR;
    }
    String group = between(said, "in API group \"", "\"");
    String resource = between(said, "resource \"", "\"");
    String namespace = between(said, "in the namespace \"", "\"");
    return "The account "
        + between(said, "User \"", "\"")
        + " may not "
        + verb
        + " "
        + resource
        + (group.isEmpty() ? "" : "." + group)
        + (namespace.isEmpty() ? "" : " in the namespace " + namespace)
        + ", which "
        + what
        + " needs. The cluster's administrator can allow it: verb "
        + verb
        + " on "
        + resource
        + " of the API group '"
        + group
        + "'. jupyterflow doctor prints what they apply.";
  }

  private static String absent(String what, String said) {
    String namespace = between(said, "namespaces \"", "\" not found");
    if (!namespace.isEmpty()) {
      return "The cluster has no namespace '"
          + namespace
          + "', which "
          + what
          + " needs. Name another: --namespace.";
    }
    return "This cluster has no Argo Workflows, which "
        + what
        + " needs"
        + (said.isEmpty() ? "" : " (" + said + ")")
        + ". Run on this machine, --engine local, or ask the cluster's administrator to install it."
        + DOCTOR;
  }

  private static String said(KubeException.Answered e) {
    return e.said().isEmpty() ? e.reason() : e.said();
  }

  private static String between(String text, String before, String behind) {
    int from = text.indexOf(before);
    int to = from < 0 ? -1 : text.indexOf(behind, from + before.length());
    return to < 0 ? "" : text.substring(from + before.length(), to);
  }

  private static String after(String text, String before) {
    int from = text.indexOf(before);
    return from < 0 ? text : text.substring(from + before.length()).strip();
  }
}
