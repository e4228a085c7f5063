package io.jupyterflow.core.flow.script;

import java.util.List;

/// Which words are scripts, and what runs them.
public final class Scripts {

  public static final List<String> ENDINGS = List.of(".py", ".ipynb", ".sh", ".R", ".jl");

  private static final String PYTHON = "python";
  private static final String BASH = "bash";
  private static final String R = "Rscript";
  private static final String JULIA = "julia";

  private Scripts() {}

  /// Whether a word ends like a script: `.py .ipynb .sh .R .jl`.
  public static boolean isScript(String word) {
    return isScript(word, false);
  }

  /// The same for what a user may have named in capitals or small letters: `.r`.
  public static boolean isScriptInAnyCase(String word) {
    return isScript(word, true);
  }

  private static boolean isScript(String word, boolean ignoreCase) {
    for (String ending : ENDINGS) {
      int from = word.length() - ending.length();
      if (word.regionMatches(ignoreCase, from, ending, 0, ending.length())) {
        return true;
      }
    }
    return false;
  }

  /// The last part of a path.
  public static String fileName(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /// How people call what runs a script: `python` in `python train.py`.
  public static String spoken(String script) {
    String own = named(script);
    if (!own.isEmpty()) {
      return own;
    }
    return script.endsWith(".ipynb") ? "papermill" : PYTHON;
  }

  /// The name of the program that runs a script here: `python3`.
  public static String here(String script, SourceFacts facts) {
    return fileName(interpreter(script, facts));
  }

  /// The program that runs a script which can't run itself.
  public static String interpreter(String script, SourceFacts facts) {
    String own = named(script);
    return own.isEmpty() ? facts.python() : own;
  }

  /// Whether a program is one that runs scripts: one of these, any Python, or the plain shell.
  public static boolean isInterpreter(String program) {
    return program.startsWith(PYTHON)
        || program.equals("sh")
        || program.equals(BASH)
        || program.equals(R)
        || program.equals(JULIA);
  }

  /// The program that its ending alone names; empty where the environment's Python runs it.
  public static String named(String script) {
    if (script.endsWith(".sh")) {
      return BASH;
    }
    if (script.endsWith(".R")) {
      return R;
    }
    return script.endsWith(".jl") ? JULIA : "";
  }
}
