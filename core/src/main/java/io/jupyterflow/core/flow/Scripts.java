package io.jupyterflow.core.flow;

import java.util.List;

/// Which words are scripts, and what runs them.
final class Scripts {

  static final List<String> ENDINGS = List.of(".py", ".ipynb", ".sh", ".R", ".jl");

  private Scripts() {}

  /// Whether a word ends like a script: `.py .ipynb .sh .R .jl`.
  static boolean isScript(String word) {
    for (String ending : ENDINGS) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /// How people call what runs a script: `python` in `python train.py`.
  static String spoken(String script) {
    if (script.endsWith(".sh")) {
      return "bash";
    }
    if (script.endsWith(".R")) {
      return "Rscript";
    }
    if (script.endsWith(".jl")) {
      return "julia";
    }
    return script.endsWith(".ipynb") ? "papermill" : "python";
  }

  /// The program that runs a script which can't run itself.
  static String interpreter(String script, SourceFacts facts) {
    if (script.endsWith(".sh")) {
      return "bash";
    }
    if (script.endsWith(".R")) {
      return "Rscript";
    }
    if (script.endsWith(".jl")) {
      return "julia";
    }
    return facts.python();
  }
}
