package io.jupyterflow.kubernetes.client;

import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.function.Supplier;

/// What users are told when a call failed: what it was for, what the cluster says, and what to do.
/// The one place that makes it of a [KubeException].
public final class KubeErrors {

  private static final Remedy DOCTOR =
      Remedy.of("see what is missing, and who can help: ", ActionKind.RUN_DOCTOR);

  private static final String RULE = "change what it names, or ask the cluster's administrator";

  private KubeErrors() {}

  /// Makes a call, and tells the user what it means when it fails.
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
      return answered(what, answered);
    }
    String cause =
        e instanceof KubeException.Answered answered
            ? "it answers " + answered.code() + ": " + said(answered)
            : String.valueOf(e.getMessage());
    return new JupyterFlowException.Unreachable(
        "The cluster can't be reached for " + what + " (" + cause + ").",
        Remedy.of("try again, which is safe"),
        e);
  }

  private static JupyterFlowException.Refused refused(
      String message, Remedy remedy, KubeException e) {
    return new JupyterFlowException.Refused(message, remedy, e);
  }

  private static JupyterFlowException.Refused rule(
      String name, String what, String said, KubeException e) {
    return refused(
        "A rule of the cluster (" + name + ") does not allow " + what + ": " + said + ".",
        Remedy.of(RULE),
        e);
  }

  private static JupyterFlowException.Refused answered(String what, KubeException.Answered e) {
    String said = e.said();
    String hook = between(said, "admission webhook \"", "\" denied the request");
    if (!hook.isEmpty()) {
      return rule(hook, what, after(said, "denied the request:"), e);
    }
    String policy = between(said, "ValidatingAdmissionPolicy '", "'");
    if (!policy.isEmpty()) {
      return rule(policy, what, after(said, "denied request:"), e);
    }
    if (e.isTooLarge()) {
      return refused(
          "The cluster can't store what " + what + " needs: it is too large (" + said + ").",
          Remedy.of(
              "shorten the commands, put long texts into files, or split the sweep over several"
                  + " runs"),
          e);
    }
    return switch (e.code()) {
      case 401 ->
          refused(
              "The cluster does not know who asks for " + what + " (" + said(e) + ").",
              Remedy.of("restart the notebook server, or sign in to the cluster again"),
              e);
      case 403 -> forbidden(what, said, e);
      case 404 -> absent(what, said, e);
      case 400, 422 ->
          refused(
              "The cluster does not take what "
                  + what
                  + " needs: "
                  + said(e)
                  + ". If it names an unknown field, its Argo Workflows is too old"
                  + " or too new.",
              DOCTOR,
              e);
      case 409 ->
          refused(
              "Something else changes the same thing in the cluster, so "
                  + what
                  + " failed ("
                  + said(e)
                  + ").",
              Remedy.of("try again"),
              e);
      default ->
          refused(
              "The cluster says no to " + what + ": " + e.code() + " " + said(e), Remedy.none(), e);
    };
  }

  private static JupyterFlowException.Refused forbidden(String what, String said, KubeException e) {
    if (said.contains("exceeded quota")) {
      String quota = between(said, "exceeded quota: ", ",");
      return refused(
          "The namespace's quota "
              + quota
              + " leaves no room for "
              + what
              + " ("
              + after(said, quota + ",")
              + ").",
          Remedy.of("delete runs that are over (", ActionKind.LIST_RUNS)
              .then(", ")
              .then(ActionKind.DELETE_RUN)
              .then("), ask for less, or ask the cluster's administrator for more"),
          e);
    }
    if (said.contains("is being terminated")) {
      return refused(
          "The namespace is being deleted, so there is no place for " + what + " (" + said + ").",
          Remedy.of("choose another: --namespace NAME"),
          e);
    }
    String verb = between(said, "cannot ", " resource");
    if (verb.isEmpty()) {
      return refused("The cluster does not allow " + what + ": " + said + ".", DOCTOR, e);
    }
    String group = between(said, "in API group \"", "\"");
    String resource = between(said, "resource \"", "\"");
    String namespace = between(said, "in the namespace \"", "\"");
    return refused(
        "The account "
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
            + "'.",
        Remedy.of("see what they apply: ", ActionKind.RUN_DOCTOR),
        e);
  }

  private static JupyterFlowException.Refused absent(String what, String said, KubeException e) {
    String namespace = between(said, "namespaces \"", "\" not found");
    if (!namespace.isEmpty()) {
      return refused(
          "The cluster has no namespace '" + namespace + "', which " + what + " needs.",
          Remedy.of("name another: --namespace NAME"),
          e);
    }
    return refused(
        "This cluster has no Argo Workflows, which "
            + what
            + " needs"
            + (said.isEmpty() ? "" : " (" + said + ")")
            + ".",
        Remedy.of("run on this machine, ", ActionKind.USE_THIS_MACHINE)
            .then(", or ask the cluster's administrator to install it; ")
            .then(DOCTOR),
        e);
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
