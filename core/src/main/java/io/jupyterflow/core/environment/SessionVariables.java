package io.jupyterflow.core.environment;

import io.jupyterflow.core.text.NamePattern;
import java.util.List;

/// Variables of the session that a user sits at: of the notebook server and of the terminal. They
/// say nothing to a job. The one list of both; which of them a job gets all the same, each engine
/// decides.
public final class SessionVariables {

  /// Variables that shells export without being asked to.
  public static final List<String> OF_SHELLS = List.of("_", "SHLVL", "OLDPWD", "PWD");

  /// Names, or their beginning with a `*` after it.
  private static final List<String> OF_SERVER =
      List.of("JUPYTERHUB_*", "JPY_*", "JUPYTER_TOKEN", "NB_PREFIX");

  private static final List<String> OF_TERMINAL =
      List.of(
          "TERM",
          "TERM_*",
          "COLORTERM",
          "COLUMNS",
          "LINES",
          "WINDOWID",
          "PS1",
          "PS2",
          "PS4",
          "PROMPT_COMMAND",
          "LS_COLORS",
          "LESSOPEN",
          "LESSCLOSE",
          "TMUX*",
          "STY",
          "VTE_VERSION",
          "VSCODE_*",
          "GIT_ASKPASS",
          "SSH_*");

  private SessionVariables() {}

  /// Whether it is the notebook server's own. It may hold the token of the server.
  public static boolean isOfServer(String name) {
    return isIn(OF_SERVER, name);
  }

  /// Whether it differs from one terminal or shell to the next.
  public static boolean isOfTerminal(String name) {
    return OF_SHELLS.contains(name) || isIn(OF_TERMINAL, name);
  }

  private static boolean isIn(List<String> names, String name) {
    for (String known : names) {
      if (NamePattern.fits(known, name)) {
        return true;
      }
    }
    return false;
  }
}
