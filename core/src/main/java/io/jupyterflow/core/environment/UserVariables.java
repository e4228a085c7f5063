package io.jupyterflow.core.environment;

import java.util.List;
import java.util.Map;

/// The variables the user has, and those our processes need. The JVM decodes arguments and file
/// names by its locale, so each of ours runs with a UTF-8 one; and it takes options for Java from
/// variables that are meant for the user's own programs, so ours runs without them. Both are kept
/// next to, under a name of ours; jobs get them back.
public final class UserVariables {

  /// What the JVM shows where bytes are no UTF-8.
  public static final char UNDECODABLE = '\ufffd';

  private static final String ALL = "LC_ALL";

  /// What any JVM reads options from, and the `java` command.
  private static final List<String> OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final String KEPT = "JUPYTERFLOW_";

  private UserVariables() {}

  /// Makes a user's variables those of a JVM of ours.
  public static void toOurs(Map<String, String> variables) {
    String locale = variables.put(ALL, "C.UTF-8");
    variables.put(KEPT + ALL, locale == null ? "" : locale);
    for (String name : OPTIONS) {
      String options = variables.remove(name);
      if (options != null) {
        variables.put(KEPT + name, options);
      }
    }
  }

  /// Makes the variables of a process of ours the user's again; others are left as they are.
  public static void toUsers(Map<String, String> variables) {
    String locale = variables.remove(KEPT + ALL);
    if (locale != null && locale.isEmpty()) {
      variables.remove(ALL);
    } else if (locale != null) {
      variables.put(ALL, locale);
    }
    for (String name : OPTIONS) {
      String options = variables.remove(KEPT + name);
      if (options != null) {
        variables.put(name, options);
      }
    }
  }
}
