package io.jupyterflow.core.flow;

import io.jupyterflow.core.problem.Nearest;
import io.jupyterflow.core.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds scripts and programs that aren't there. Warnings: an earlier job may still make them, and
/// a plan can be shown anywhere. [PlanChecks] makes errors of them before a run.
final class MissingChecks {

  static final String SCRIPT = "missing-script";
  static final String PROGRAM = "missing-program";

  private static final int MOST_SOUGHT = 10;

  /// Programs that flows begin with, one of which a misspelt word may mean.
  private static final List<String> USUAL =
      List.of(
          "python", "python3", "bash", "sh", "Rscript", "julia", "jupyter", "papermill", "make");

  private final SourceFacts facts;
  private final List<Problem> problems;
  private final Set<String> found = new HashSet<>();
  private int sought;

  MissingChecks(SourceFacts facts, List<Problem> problems) {
    this.facts = facts;
    this.problems = problems;
  }

  void check(Template template) {
    Word word = template.words.get(template.head);
    if (word.varies() || hasSubstitution(template, word)) {
      return;
    }
    String head = template.text.value(word);
    if (head.isEmpty() || found.contains(head)) {
      return;
    }
    if (Scripts.isScript(head)) {
      if (facts.isFile(head)) {
        found.add(head);
      } else {
        script(template, word, head);
      }
    } else if (!template.text.isShell()) {
      if (facts.isProgram(head)) {
        found.add(head);
      } else {
        program(template, word, head);
      }
    }
  }

  private static boolean hasSubstitution(Template template, Word word) {
    for (int i = word.start(); i < word.end(); i++) {
      if (template.text.marked().mark(i) == Mark.ACTIVE) {
        return true;
      }
    }
    return false;
  }

  private void script(Template template, Word word, String head) {
    String program = Scripts.spoken(head);
    String output = head.endsWith(".ipynb") ? " OUTPUT.ipynb" : "";
    warn(
        SCRIPT,
        template,
        word,
        "there is no file " + head,
        near(head)
            .map(near -> "did you mean " + near + "?")
            .orElse("if an earlier job makes it, write " + program + " " + head + output));
  }

  private void program(Template template, Word word, String head) {
    if (facts.isFile(head)) {
      boolean runs = head.indexOf('/') < 0 && facts.isProgram("./" + head);
      warn(
          PROGRAM,
          template,
          word,
          head + (runs ? " is not on PATH" : " is a file that can't be executed"),
          runs
              ? "write ./" + head
              : "write the program that reads it before it; or if it is one: chmod +x " + head);
      return;
    }
    if (facts.isDirectory(head)) {
      warn(
          PROGRAM,
          template,
          word,
          head + " is a directory",
          "name the script in it: " + head + (head.endsWith("/") ? "" : "/") + "train.py");
      return;
    }
    warn(
        PROGRAM,
        template,
        word,
        "there is no program " + head,
        near(head)
            .or(() -> Nearest.to(head, USUAL))
            .map(near -> "did you mean " + near + "?")
            .orElse("install it; or if an earlier job does, write sh -c '" + head + " …'"));
  }

  /// The file that was probably meant; sought for the first few only, since a whole directory is
  /// compared each time.
  private Optional<String> near(String name) {
    return sought++ < MOST_SOUGHT ? Nearest.to(name, facts.files()) : Optional.empty();
  }

  private void warn(String code, Template template, Word word, String message, String hint) {
    problems.add(Problem.warning(code, template.text.place(word), message, hint));
  }
}
