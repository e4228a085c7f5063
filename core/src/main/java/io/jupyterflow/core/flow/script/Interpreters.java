package io.jupyterflow.core.flow.script;

import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.text.ShellQuote;
import java.util.ArrayList;
import java.util.List;

/// Puts before a script what runs it.
public final class Interpreters {

  private Interpreters() {}

  /// What a program and its arguments are run as.
  public static Command command(List<String> argv, SourceFacts facts) {
    String head = argv.getFirst();
    List<String> rest = argv.subList(1, argv.size());
    if (!Scripts.isScript(head)) {
      return new Command.Exec(argv);
    }
    if (isNotebook(head, facts)) {
      return new Command.Notebook(facts.python(), head, rest);
    }
    if (facts.runsItself(head)) {
      return new Command.Exec(with(head.indexOf('/') < 0 ? "./" + head : head, rest));
    }
    return new Command.Exec(with(Scripts.interpreter(head, facts), argv));
  }

  /// What is before a script in text for a shell; empty for what isn't one.
  public static String prefix(String head, SourceFacts facts) {
    if (!Scripts.isScript(head)) {
      return "";
    }
    if (facts.runsItself(head)) {
      return head.indexOf('/') < 0 ? "./" : "";
    }
    return ShellQuote.of(Scripts.interpreter(head, facts)) + " ";
  }

  /// Whether the notebook runner executes it.
  public static boolean isNotebook(String head, SourceFacts facts) {
    return head.endsWith(".ipynb") && !facts.runsItself(head);
  }

  private static List<String> with(String first, List<String> rest) {
    List<String> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
