package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.brace.BraceMistakes;
import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SpellingSuggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds for each `{key}` the sweep it takes its value from: the nearest command before it that has
/// the key.
public final class Bindings {

  /// Among how many keys the one that was meant is sought.
  private static final int MOST_KNOWN = 100;

  private final List<FlowCommand> commands;
  private final List<List<Integer>> needs;
  private final List<Problem> problems;

  /// Whether braces were written so wrong that the sweep a key means may be among them.
  private final boolean hasMistakes;

  /// How many commands have each key.
  private final Map<String, Integer> owners = new LinkedHashMap<>();

  private @Nullable Scopes scopes;

  /// @param commands each behind all it needs
  public Bindings(List<FlowCommand> commands, List<List<Integer>> needs, List<Problem> problems) {
    this.commands = commands;
    this.needs = needs;
    this.problems = problems;
    this.hasMistakes = BraceMistakes.areIn(problems);
    for (FlowCommand command : commands) {
      for (String key : command.keys()) {
        owners.merge(key, 1, Integer::sum);
      }
    }
  }

  /// The indexes of the commands that `{key}` of a command is bound to; none, and a problem, where
  /// no sweep before it has the key.
  List<Integer> find(int command, WordVariant.Part.Key key) {
    if (scopes == null) {
      scopes = new Scopes(commands, needs);
    }
    Set<Integer> found = scopes.nearest(command, key.name());
    if (found.isEmpty()) {
      unbound(command, key);
    }
    return new ArrayList<>(found);
  }

  private void unbound(int index, WordVariant.Part.Key key) {
    if (hasMistakes) {
      return;
    }
    Set<String> own = commands.get(index).keys();
    Set<String> known = new LinkedHashSet<>();
    for (String swept : commands.get(index).job().sweep().keySet()) {
      if (known.size() == MOST_KNOWN) {
        break;
      }
      known.add(swept);
    }
    for (Map.Entry<String, Integer> owned : owners.entrySet()) {
      if (known.size() == MOST_KNOWN) {
        break;
      }
      if (owned.getValue() > (own.contains(owned.getKey()) ? 1 : 0)) {
        known.add(owned.getKey());
      }
    }
    JobText text = commands.get(index).text();
    String written = "{" + key.name() + "}";
    problems.add(
        Problem.error(
            "unbound-key",
            text.quoted().places().of(key.start(), key.end()),
            "no sweep before this job has the key " + key.name(),
            SpellingSuggestion.to(key.name(), known)
                .filter(near -> !near.equals(key.name()))
                .map(near -> "did you mean {" + near + "}?")
                .orElse(
                    "sweep it in an earlier job, like "
                        + key.name()
                        + "={1,2}; or quote it if it is text: '"
                        + written
                        + "'")));
  }
}
