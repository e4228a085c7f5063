package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.script.Interpreters;
import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ShellCommands;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import java.util.List;

/// Finds what a shell would do that nobody means: append to a script, run a second script without
/// its interpreter.
final class ShellChecks {

  private final FlowCommand command;
  private final JobText text;
  private final SourceFacts facts;
  private final List<Problem> problems;

  ShellChecks(FlowCommand command, SourceFacts facts, List<Problem> problems) {
    this.command = command;
    this.text = command.text();
    this.facts = facts;
    this.problems = problems;
  }

  /// Whether the job is so wrong that nothing more is worth saying about it.
  boolean check() {
    if (!text.needsShell()) {
      return false;
    }
    boolean glued = parentheses() || redirects();
    if (!glued) {
      background();
      heads();
      PipeChecks.check(text, facts, problems);
    }
    return glued;
  }

  /// `(a.py, b.py)`: someone means a group.
  private boolean parentheses() {
    List<Word> words = command.words();
    if (!words.getFirst().isOperator() || !text.value(words.getFirst()).equals("(")) {
      return false;
    }
    for (Word word : words) {
      if (text.quoted().isPlain(word.end() - 1, ',')) {
        error(
            "group-in-parentheses",
            words.getFirst(),
            "parentheses don't make a group",
            "write [ and ] in their place: [a.py, b.py]");
        return true;
      }
    }
    return false;
  }

  private boolean redirects() {
    boolean found = false;
    List<Word> words = command.words();
    for (int i = 0; i < words.size() && !found; i++) {
      Word word = words.get(i);
      String operator = text.value(word);
      if (!word.isOperator() || operator.indexOf('>') < 0) {
        continue;
      }
      boolean behind = i + 1 < words.size() && isExistingScript(words.get(i + 1));
      boolean gluedBehind = behind && words.get(i + 1).start() == word.end();
      boolean gluedBefore =
          i > 0 && words.get(i - 1).end() == word.start() && isExistingScript(words.get(i - 1));
      if (operator.equals(">>") && (gluedBehind || gluedBefore)) {
        error(
            "glued-operator",
            word,
            ">> needs white space around it to order jobs; glued to a script it would redirect",
            "write " + spaced(i));
        found = true;
      } else if (behind) {
        error(
            "redirect-onto-script",
            word,
            operator + " would write over " + text.value(words.get(i + 1)),
            "write >> with white space around it to run one after the other");
        found = true;
      }
    }
    return found;
  }

  private String spaced(int operator) {
    String before = operator > 0 ? text.value(command.words().get(operator - 1)) : "";
    boolean last = operator + 1 == command.words().size();
    String behind = last ? "" : text.value(command.words().get(operator + 1));
    return (before + " >> " + behind).strip();
  }

  private boolean isExistingScript(Word word) {
    if (word.isOperator()) {
      return false;
    }
    String value = text.value(word);
    return facts.isFile(value) && (Scripts.isScript(value) || facts.runsItself(value));
  }

  private void notebook(Word word, String hint) {
    error(
        "notebook-in-shell",
        word,
        "a notebook runs by itself, not as part of a shell's command",
        hint);
  }

  private void source(Word head) {
    if (text.value(head).equals("source")) {
      problems.add(
          Problem.warning(
              "source-in-sh",
              text.place(head),
              "source is bash's word; sh may not know it",
              "write . in its place"));
    }
  }

  private void background() {
    Word last = command.words().getLast();
    if (last.isOperator() && text.value(last).equals("&")) {
      problems.add(
          Problem.warning(
              "background-job",
              text.place(last),
              "with & the job ends at once, and what it does goes on unseen",
              Remedy.of(
                  "leave out the &; to have the prompt back at once: ", ActionKind.RUN_DETACHED)));
    }
  }

  private void heads() {
    for (int index : ShellCommands.heads(text)) {
      Word head = command.words().get(index);
      source(head);
      if (index > command.head()) {
        laterHead(head);
        new WrappedScripts(text, facts, problems).check(index);
      } else if (Interpreters.isNotebook(text.value(head), facts)) {
        notebook(head, "leave out what needs a shell, or make it a job of its own with >>");
      }
    }
  }

  private void laterHead(Word word) {
    String script = text.value(word);
    if (!Scripts.isScript(script) || facts.isProgram(script)) {
      return;
    }
    boolean path = script.indexOf('/') >= 0;
    if (path && (facts.runsItself(script) || !facts.isFile(script))) {
      return;
    }
    if (script.endsWith(".ipynb")) {
      notebook(word, "make it a job of its own: >> " + script);
      return;
    }
    if (text.isScript()) {
      return; // there each gets its interpreter
    }
    String spoken = Scripts.spoken(script) + " " + script;
    String interpreter = Scripts.interpreter(script, facts);
    String here = Scripts.fileName(interpreter);
    String hint =
        !path && facts.runsItself(script)
            ? "write ./" + script + ", or " + spoken
            : "write " + here + " " + script + ", or make it a job of its own: >> " + script;
    error(
        "script-without-interpreter",
        word,
        "the shell runs only the first script of a job by its interpreter; this one must be "
            + spoken,
        hint);
  }

  private void error(String code, Word word, String message, String hint) {
    problems.add(Problem.error(code, text.place(word), message, hint));
  }
}
