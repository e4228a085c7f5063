package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.text.ShellQuote;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;

/// Finds commands that can't be what the user means, asking the disk where the text alone can't
/// tell.
public final class CommandChecks {

  /// A secret among the words of a command, which everyone who sees the command reads.
  public static final String SECRET_WORD = "secret-in-flow";

  /// How to keep a secret out of them; jobs inherit variables.
  public static final String AS_VARIABLE =
      "export NAME=… before, and write $NAME in its place (with -c, in single quotes)";

  private final SourceFacts facts;
  private final List<Problem> problems;

  public CommandChecks(SourceFacts facts, List<Problem> problems) {
    this.facts = facts;
    this.problems = problems;
  }

  /// Checks the commands of a flow.
  ///
  /// @param needs for each command the indexes of those it comes after
  public void check(List<FlowCommand> commands, List<List<Integer>> needs) {
    BitSet needed = new BitSet();
    IdentityHashMap<List<Integer>, Boolean> seen = new IdentityHashMap<>();
    for (List<Integer> join : needs) {
      if (seen.put(join, true) == null) {
        join.forEach(needed::set);
      }
    }
    MissingChecks missing = new MissingChecks(facts, problems);
    for (int i = 0; i < commands.size(); i++) {
      FlowCommand command = commands.get(i);
      if (command.head() < 0) {
        noCommand(command);
        continue;
      }
      boolean glued = new ShellChecks(command, facts, problems).check();
      wrapped(command);
      boolean last = !needed.get(i) && !needs.get(i).isEmpty();
      if (last && isFileName(command)) {
        noStage(command, commands.get(needs.get(i).getLast()));
      } else if (!glued) {
        missing.check(command);
        if (needs.get(i).isEmpty()) {
          missing.checkArgument(command);
        }
      }
      if (command.words().size() > 1) {
        ValueChecks.check(command, problems);
      }
      secrets(command);
    }
  }

  private void wrapped(FlowCommand command) {
    if (command.subject() > command.head()
        && Scripts.isScript(command.text().value(command.words().get(command.subject())))) {
      new WrappedScripts(command.text(), facts, problems).check(command.head());
    }
  }

  private void noCommand(FlowCommand command) {
    for (Word word : command.words()) {
      if (word.isOperator()) {
        return; // `> file` is a command of the shell's
      }
    }
    boolean isEmpty = command.words().isEmpty();
    problems.add(
        Problem.error(
            "no-command",
            command.place(),
            isEmpty
                ? "the job has nothing but comments"
                : "the job sets variables and runs nothing",
            isEmpty
                ? "write its command, or remove the job"
                : "write the program after them: SEED=7 train.py"));
  }

  /// A job of one word that looks like a file and is nothing that runs.
  private boolean isFileName(FlowCommand command) {
    if (command.words().size() != 1 || command.words().getFirst().varies()) {
      return false;
    }
    String word = command.text().value(command.words().getFirst());
    boolean fileLike = word.indexOf('/') >= 0 || Scripts.fileName(word).lastIndexOf('.') > 0;
    return fileLike
        && !Scripts.isScript(word)
        && !command.text().needsShell()
        && !facts.isProgram(word);
  }

  private void noStage(FlowCommand command, FlowCommand before) {
    String file = command.text().value(command.words().getFirst());
    String written = before.text().source();
    String head = before.head() < 0 ? "" : before.text().value(before.words().get(before.head()));
    String inShell = Scripts.isScript(head) ? Scripts.spoken(head) + " " + written : written;
    String hint =
        written.length() > 60
            ? "put the redirect into the job, within one pair of quotes: sh -c '… >> " + file + "'"
            : "write "
                + written
                + " > "
                + file
                + ", or to append: sh -c "
                + ShellQuote.of(inShell + " >> " + file);
    problems.add(
        Problem.error(
            "redirect-as-stage",
            command.place(),
            file + " is neither a program nor a script: >> orders jobs, it doesn't redirect",
            hint));
  }

  private void secrets(FlowCommand command) {
    for (int i = 0; i < command.words().size(); i++) {
      Word word = command.words().get(i);
      String source = command.text().value(word);
      String after =
          i + 1 < command.words().size() ? command.text().value(command.words().get(i + 1)) : "";
      String value = source.indexOf('=') < 0 ? after : source.substring(source.indexOf('=') + 1);
      boolean isReference = command.text().isShell() && Secrets.isReference(value);
      String key = isReference ? "" : Secrets.keyIn(source, after);
      if (!key.isEmpty() || !Secrets.in(source).isEmpty()) {
        String what = key.isEmpty() ? "part of this word" : key;
        problems.add(
            Problem.warning(
                i < command.head() ? "secret-in-variable" : SECRET_WORD,
                command.text().place(word),
                what + " looks like a secret: its value is shown as " + Secrets.REDACTED,
                i < command.head()
                    ? "set it before you start the flow, and leave it out here; jobs inherit it"
                    : "the run's plan.json keeps it, and others may see the words of a process: "
                        + AS_VARIABLE));
      }
    }
  }
}
