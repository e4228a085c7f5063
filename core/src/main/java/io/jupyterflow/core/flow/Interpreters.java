package io.jupyterflow.core.flow;

import io.jupyterflow.core.plan.Command;
import java.util.ArrayList;
import java.util.List;

/// What runs a script.
final class Interpreters {

  private Interpreters() {}

  static Command command(List<String> argv, SourceFacts facts) {
    String head = argv.getFirst();
    List<String> rest = argv.subList(1, argv.size());
    if (!Scripts.isScript(head)) {
      return new Command.Exec(argv);
    }
    if (facts.runsItself(head)) {
      return new Command.Exec(with(head.indexOf('/') < 0 ? "./" + head : head, rest));
    }
    if (head.endsWith(".ipynb")) {
      return new Command.Notebook(facts.python(), head, rest);
    }
    return new Command.Exec(with(Scripts.interpreter(head, facts), argv));
  }

  private static List<String> with(String first, List<String> rest) {
    List<String> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
