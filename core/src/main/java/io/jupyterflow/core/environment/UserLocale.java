package io.jupyterflow.core.environment;

import java.util.Map;

/// The locale the user has, and the one our processes need. The JVM decodes arguments and file
/// names by its locale, so each of ours runs with a UTF-8 one and keeps the user's `LC_ALL` beside
/// it; jobs get that back.
public final class UserLocale {

  private static final String ALL = "LC_ALL";
  private static final String KEPT = "JUPYTERFLOW_LC_ALL";

  private UserLocale() {}

  /// Makes a user's variables those of a JVM of ours.
  public static void toOurs(Map<String, String> variables) {
    String users = variables.put(ALL, "C.UTF-8");
    variables.put(KEPT, users == null ? "" : users);
  }

  /// Makes the variables of a process of ours the user's again; others are left as they are.
  public static void toUsers(Map<String, String> variables) {
    String users = variables.remove(KEPT);
    if (users == null) {
      return;
    }
    if (users.isEmpty()) {
      variables.remove(ALL);
    } else {
      variables.put(ALL, users);
    }
  }
}
