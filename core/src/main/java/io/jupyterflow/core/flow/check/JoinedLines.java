package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.brace.BindingKey;
import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.script.ShellWords;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ShellCommands;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// Finds lines of `-c` that would become arguments of the command before them, and are commands
/// themselves: there a line's end is white space. Lines that begin with an option or `key=value` go
/// on with a command, and so do indented ones that begin with nothing that runs.
public final class JoinedLines {

  private final JobText job;
  private final QuotedText quoted;
  private final List<Word> words;
  private final SourceFacts facts;
  private int firstColumn = -1;

  private JoinedLines(JobText job, SourceFacts facts) {
    this.job = job;
    this.quoted = job.quoted();
    this.words = job.words();
    this.facts = facts;
  }

  /// Checks one job of `-c`.
  ///
  /// @param inGroup whether it is in brackets
  /// @return whether its lines can't be joined; that is reported
  public static boolean check(
      JobText job, boolean inGroup, SourceFacts facts, List<Problem> problems) {
    return new JoinedLines(job, facts).check(inGroup, problems);
  }

  private boolean check(boolean inGroup, List<Problem> problems) {
    for (int i = 1; i < words.size(); i++) {
      Word word = words.get(i);
      Word before = words.get(i - 1);
      if (before.isOperator()
          && ShellCommands.isHereDocument(quoted, before.start(), before.end())) {
        problems.add(
            Problem.error(
                "here-document-in-line",
                job.place(before),
                "a here-document needs lines, and in -c a line's end is white space",
                "write the job in a workflow.yaml: run: | takes a script of several lines"));
        return true;
      }
      if (ShellCommands.endsLine(quoted, before.end(), word.start()) && !goesOn(i)) {
        problems.add(
            Problem.error(
                "joined-lines",
                job.place(word),
                "a line's end is white space here: "
                    + value(i)
                    + " would be an argument of "
                    + value(Math.max(job.head(), 0)),
                "write "
                    + (inGroup
                        ? "a comma before it to run both at once, or >> to run it next"
                        : ">> before it to run it next, or && to run it in the same job")
                    + "; if it is an argument, end the line before it with \\"));
        return true;
      }
    }
    return false;
  }

  /// Whether the line that begins with this word goes on with the command before it.
  private boolean goesOn(int index) {
    Word word = words.get(index);
    Word before = words.get(index - 1);
    if (word.isOperator()
        || quoted.isPlain(word.start(), '-')
        || (before.isOperator() && !value(index - 1).equals(")"))
        || ShellCommands.opens(value(index - 1))) {
      return true;
    }
    int command = index;
    while (command < words.size()
        && isVariable(command)
        && (command == index || !isOnNextLine(command))) {
      command++;
    }
    if (command > index) {
      return command == words.size() || isOnNextLine(command) || !runs(command);
    }
    return isIndented(index) && !runs(index);
  }

  /// `key=value`, quotes and sweeps in the value or not.
  private boolean isVariable(int index) {
    Word word = words.get(index);
    int equals = word.start();
    while (equals < word.end() && quoted.text().charAt(equals) != '=') {
      equals++;
    }
    return !word.isOperator()
        && equals > word.start()
        && equals < word.end()
        && quoted.role(equals) == QuoteRole.PLAIN
        && BindingKey.is(quoted.text().substring(word.start(), equals));
  }

  private boolean isOnNextLine(int index) {
    return ShellCommands.endsLine(quoted, words.get(index - 1).end(), words.get(index).start());
  }

  private boolean runs(int index) {
    Word word = words.get(index);
    String value = value(index);
    return word.isOperator()
        || word.varies()
        || Scripts.isScript(value)
        || (isUnquoted(word)
            && (ShellWords.isOnlyShell(value)
                || ShellCommands.opens(value)
                || ShellCommands.closes(value)))
        || facts.isProgram(value);
  }

  private boolean isUnquoted(Word word) {
    for (int i = word.start(); i < word.end(); i++) {
      if (quoted.role(i) != QuoteRole.PLAIN) {
        return false;
      }
    }
    return true;
  }

  /// Whether a word that begins a line stands deeper than the line that its job begins on.
  private boolean isIndented(int index) {
    if (firstColumn < 0) {
      firstColumn = column(words.getFirst().start());
    }
    return column(words.get(index).start()) > firstColumn;
  }

  /// How much white space the line begins with.
  private int column(int at) {
    String text = quoted.text();
    int from = text.lastIndexOf('\n', at - 1) + 1;
    int column = 0;
    while (from + column < at && Character.isWhitespace(text.charAt(from + column))) {
      column++;
    }
    return column;
  }

  private String value(int index) {
    return job.value(words.get(index));
  }
}
