package io.jupyterflow.core.flow;

/// Which words are scripts, and what runs them.
final class Scripts {

  private Scripts() {}

  /// Whether a word ends like a script: `.py .ipynb .sh .R .jl`.
  static boolean isScript(String word) {
    return word.endsWith(".py")
        || word.endsWith(".ipynb")
        || word.endsWith(".sh")
        || word.endsWith(".R")
        || word.endsWith(".jl");
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
