package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.syntax.CommandWord;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ShellCommands;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.text.ShellQuote;
import java.util.List;

/// Finds scripts whose failure a pipe loses: a shell takes the exit code of a pipe's last command.
final class PipeChecks {

  /// A longer command is not written out again.
  private static final int LONGEST = 60;

  private final JobText text;
  private final SourceFacts facts;
  private final List<Word> words;

  private PipeChecks(JobText text, SourceFacts facts) {
    this.text = text;
    this.facts = facts;
    this.words = text.words();
  }

  /// Warns of the first such script.
  static void check(JobText text, SourceFacts facts, List<Problem> problems) {
    if (text.source().indexOf('|') >= 0 && !text.source().contains("pipefail")) {
      new PipeChecks(text, facts).check(problems);
    }
  }

  private void check(List<Problem> problems) {
    for (int head : ShellCommands.heads(text)) {
      int end = end(head);
      if (isPipe(end) && runsScript(head, end)) {
        problems.add(
            Problem.warning(
                "piped-script",
                text.place(words.get(end)),
                "if "
                    + text.value(words.get(head))
                    + " fails, the job succeeds all the same: a pipe ends as its last command does",
                hint(head, end)));
        return;
      }
    }
  }

  private Remedy hint(int head, int pipe) {
    int last = pipe;
    while (isPipe(last)) {
      last = end(last + 1);
    }
    int from = words.get(head).start();
    int to = words.get(last - 1).end();
    String script = text.value(words.get(head));
    String line = text.quoted().text().substring(from, to);
    String interpreter =
        Scripts.isScript(script) ? Scripts.fileName(Scripts.interpreter(script, facts)) + " " : "";
    boolean tees = pipe + 1 < last && text.value(words.get(pipe + 1)).equals("tee");
    Remedy remedy =
        Remedy.of(
            isPlain(from, to)
                ? "write bash -o pipefail -c " + ShellQuote.of(interpreter + line)
                : "put the pipe into a script of its own, and run that with bash -o pipefail");
    return tees
        ? remedy.then("; or leave out tee, and read what jobs print: ").then(ActionKind.READ_LOGS)
        : remedy;
  }

  private boolean isPlain(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.quoted().role(i) == QuoteRole.ACTIVE || text.quoted().isPlain(i, '{')) {
        return false;
      }
    }
    return to - from <= LONGEST;
  }

  private boolean isPipe(int index) {
    return index < words.size()
        && words.get(index).isOperator()
        && (text.value(words.get(index)).equals("|") || text.value(words.get(index)).equals("|&"));
  }

  /// The index of the operator that ends the command which the word is part of.
  private int end(int from) {
    int at = from;
    while (at < words.size()
        && (!words.get(at).isOperator() || CommandWord.isRedirect(text.quoted(), words.get(at)))) {
      at++;
    }
    return at;
  }

  private boolean runsScript(int head, int end) {
    String program = text.value(words.get(head));
    if (Scripts.isScript(program)) {
      return true;
    }
    if (!Scripts.isInterpreter(Scripts.fileName(program))) {
      return false;
    }
    for (int i = head + 1; i < end; i++) {
      String value = text.value(words.get(i));
      if (value.equals("-m") || Scripts.isScript(value)) {
        return true;
      }
    }
    return false;
  }
}
