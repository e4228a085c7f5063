package io.jupyterflow.core.flow.script;

import java.util.Set;

/// Words that a shell takes for its own where a command begins.
public final class ShellWords {

  /// Builtins that no program of the same name can replace.
  private static final Set<String> ONLY_SHELL =
      Set.of(
          ".",
          ":",
          "alias",
          "bg",
          "break",
          "builtin",
          "cd",
          "command",
          "continue",
          "declare",
          "eval",
          "exec",
          "exit",
          "export",
          "fc",
          "fg",
          "getopts",
          "hash",
          "jobs",
          "let",
          "local",
          "popd",
          "pushd",
          "read",
          "readonly",
          "return",
          "set",
          "shift",
          "shopt",
          "source",
          "times",
          "trap",
          "type",
          "typeset",
          "ulimit",
          "umask",
          "unalias",
          "unset",
          "wait");

  /// Builtins that are programs as well, such as `echo`, and those that bash has for its prompt,
  /// such as `history`: a program of that name is likelier meant. `true` and `false` are missing on
  /// purpose: they do the same everywhere and cost no process as builtins.
  private static final Set<String> ALSO_PROGRAMS =
      Set.of(
          "[",
          "bind",
          "caller",
          "chdir",
          "compgen",
          "complete",
          "compopt",
          "dirs",
          "disown",
          "echo",
          "enable",
          "help",
          "history",
          "kill",
          "logout",
          "mapfile",
          "printf",
          "pwd",
          "readarray",
          "suspend",
          "test");

  /// With which the grammar of a shell begins.
  private static final Set<String> RESERVED =
      Set.of("!", "{", "[[", "case", "for", "function", "if", "until", "while");

  private ShellWords() {}

  /// Whether only a shell knows the command.
  public static boolean isOnlyShell(String word) {
    return ONLY_SHELL.contains(word) || RESERVED.contains(word);
  }

  /// Whether some shell takes the word for a builtin before it looks for a program.
  public static boolean isBuiltin(String word) {
    return ONLY_SHELL.contains(word) || ALSO_PROGRAMS.contains(word);
  }
}
