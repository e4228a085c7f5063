package io.jupyterflow.argo.doctor;

import io.jupyterflow.kubernetes.doctor.Permission;
import java.util.ArrayList;
import java.util.List;

/// The rights that runs on Argo Workflows take, as `deploy/` gives them.
final class ArgoPermissions {

  private static final String GROUP = "argoproj.io";

  /// All that the notebook's account needs.
  static final List<Permission> OF_USER = ofUser();

  /// All that the account of jobs needs: how a job tells the controller what came of it.
  static final List<Permission> OF_JOB =
      List.of(
          new Permission(GROUP, "workflowtaskresults", "create", Permission.RUN, true),
          new Permission(GROUP, "workflowtaskresults", "patch", Permission.RUN, true));

  private ArgoPermissions() {}

  private static List<Permission> ofUser() {
    List<Permission> all = new ArrayList<>();
    all.add(Permission.OWN_POD);
    for (String verb : List.of("create", "get", "watch")) {
      all.add(new Permission(GROUP, "workflows", verb, Permission.RUN, true));
    }
    all.add(new Permission(GROUP, "workflows", "list", "ps", false));
    all.add(new Permission(GROUP, "workflows", "update", "stop", false));
    all.add(new Permission(GROUP, "workflows", "delete", "delete", false));
    all.addAll(Permission.OF_PODS);
    for (String verb : List.of("create", "get", "list", "watch", "update", "delete")) {
      all.add(new Permission(GROUP, "cronworkflows", verb, Permission.CRON, false));
    }
    return List.copyOf(all);
  }
}
