package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.syntax.CommandWord;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.problem.Problem;
import java.util.List;
import java.util.Set;

/// Finds scripts behind programs that start another program: `nice -n 5 train.py`. Only the first
/// script of a job gets its interpreter, and such programs know of none.
final class WrappedScripts {

  /// Programs, and words of the shell, that start what is named behind their options.
  private static final Set<String> STARTERS =
      Set.of(
          "caffeinate",
          "chrt",
          "command",
          "doas",
          "env",
          "exec",
          "ionice",
          "mpiexec",
          "mpirun",
          "nice",
          "nohup",
          "numactl",
          "prlimit",
          "proxychains",
          "setsid",
          "srun",
          "stdbuf",
          "strace",
          "sudo",
          "taskset",
          "time",
          "timeout",
          "unbuffer",
          "xargs",
          "xvfb-run");

  private final JobText text;
  private final SourceFacts facts;
  private final List<Problem> problems;

  WrappedScripts(JobText text, SourceFacts facts, List<Problem> problems) {
    this.text = text;
    this.facts = facts;
    this.problems = problems;
  }

  /// Looks behind the word that begins a command.
  void check(int head) {
    if (!STARTERS.contains(Scripts.fileName(text.value(text.words().get(head))))) {
      return;
    }
    int script = behind(head);
    if (script < 0) {
      return;
    }
    Word word = text.words().get(script);
    String file = text.value(word);
    boolean path = file.indexOf('/') >= 0;
    if (facts.isProgram(file) || (path && !facts.isFile(file))) {
      return; // an earlier job may make what stands at a path
    }
    String starter = text.value(text.words().get(head));
    if (file.endsWith(".ipynb")) {
      report(
          "notebook-in-shell",
          word,
          "a notebook runs by itself, not behind " + starter,
          "make it a job of its own: " + file);
      return;
    }
    String before =
        text.quoted()
            .text()
            .substring(text.words().get(head).start(), word.start())
            .replace('\n', ' ');
    boolean itself = !path && facts.runsItself(file);
    report(
        "script-without-interpreter",
        word,
        starter + " starts programs, and " + file + " is a script",
        "write " + before + (itself ? "./" : Scripts.here(file, facts) + " ") + file);
  }

  /// The script that is started, or -1 where a program is, or where that can't be known.
  private int behind(int head) {
    boolean option = false;
    for (int i = head + 1; i < text.words().size() && !text.words().get(i).isOperator(); i++) {
      Word word = text.words().get(i);
      String value = text.value(word);
      boolean asks = option && text.value(text.words().get(i - 1)).equalsIgnoreCase("-v");
      if (word.varies() || asks) {
        return -1; // `command -v` starts nothing
      }
      if (value.startsWith("-")) {
        option = true;
      } else if (Scripts.isScript(value)) {
        return i;
      } else if (isOther(value, word, option)) {
        return -1;
      } else {
        option = false;
      }
    }
    return -1;
  }

  /// Whether a word is a program that is started, rather than a variable, an amount, the value of
  /// an option, or the next of these programs.
  private boolean isOther(String value, Word word, boolean option) {
    boolean amount = !value.isEmpty() && Character.isDigit(value.charAt(0));
    return !STARTERS.contains(Scripts.fileName(value))
        && CommandWord.assigned(text.quoted(), word) < 0
        && (facts.isProgram(value) || !(option || amount));
  }

  private void report(String code, Word word, String message, String hint) {
    problems.add(Problem.error(code, text.place(word), message, hint));
  }
}
