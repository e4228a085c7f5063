package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.script.Interpreters;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.flow.sweep.Variants;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ShellCommands;
import io.jupyterflow.core.flow.syntax.Word;
import java.util.List;

/// The text of a job for `sh -c`: as the user wrote it, except that its sweeps are expanded, its
/// keys bound, and the interpreter is before its script; in a script of several lines before each
/// that a command begins with.
final class ShellText {

  private ShellText() {}

  static String of(FlowCommand command, Variants.Variant variant, SourceFacts facts) {
    JobText text = command.text();
    StringBuilder shell = new StringBuilder();
    List<Integer> heads = text.isScript() ? ShellCommands.heads(text) : List.of(command.head());
    int nextHead = 0;
    int end = text.isScript() ? 0 : -1;
    for (int i = 0; i < command.words().size(); i++) {
      Word word = command.words().get(i);
      if (end >= 0) {
        shell.append(text.gap(end, word.start()));
      }
      WordVariant.Settled settled = variant.words().get(i);
      if (nextHead < heads.size() && heads.get(nextHead) == i) {
        nextHead++;
        shell.append(prefix(settled.value(), i == command.head(), facts));
      }
      shell.append(settled.raw());
      end = word.end();
    }
    if (text.isScript()) {
      shell.append(text.gap(end, text.quoted().length()));
    }
    return shell.toString();
  }

  /// What runs a script. A later one may be a program of that name.
  private static String prefix(String head, boolean isFirst, SourceFacts facts) {
    return isFirst || !facts.isProgram(head) || facts.runsItself(head)
        ? Interpreters.prefix(head, facts)
        : "";
  }
}
