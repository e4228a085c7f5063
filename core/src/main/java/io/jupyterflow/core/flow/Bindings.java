package io.jupyterflow.core.flow;

import io.jupyterflow.core.problem.Nearest;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds for each `{key}` the sweep it takes its value from: the nearest command before it that has
/// the key.
final class Bindings {

  private final List<Template> templates;
  private final List<List<Integer>> needs;
  private final List<Problem> problems;

  /// By key, for each command the nearest ones before it that have the key.
  private final Map<String, List<Set<Integer>>> nearest = new HashMap<>();

  /// @param templates each behind all it needs
  Bindings(List<Template> templates, List<List<Integer>> needs, List<Problem> problems) {
    this.templates = templates;
    this.needs = needs;
    this.problems = problems;
  }

  /// The commands that `{key}` of a command is bound to; none, and a problem, where no sweep before
  /// it has the key.
  List<Template> find(int template, Form.Part.Key key) {
    Set<Integer> found = nearest.computeIfAbsent(key.name(), this::nearestOf).get(template);
    if (found.isEmpty()) {
      unbound(template, key);
    }
    List<Template> owners = new ArrayList<>();
    for (int index : found) {
      owners.add(templates.get(index));
    }
    return owners;
  }

  /// One pass over all commands; commands behind the same join share one answer.
  private List<Set<Integer>> nearestOf(String key) {
    List<Set<Integer>> before = new ArrayList<>(templates.size());
    IdentityHashMap<List<Integer>, Set<Integer>> joins = new IdentityHashMap<>();
    for (int i = 0; i < templates.size(); i++) {
      List<Integer> list = needs.get(i);
      Set<Integer> found = joins.get(list);
      if (found == null) {
        found = united(key, list, before);
        joins.put(list, found);
      }
      before.add(found);
    }
    return before;
  }

  // by identity: equal sets of one join are one instance, and comparing elements would be the cost
  // that sharing them saves
  @SuppressWarnings("ReferenceEquality")
  private Set<Integer> united(String key, List<Integer> list, List<Set<Integer>> before) {
    if (list.size() == 1 && !templates.get(list.getFirst()).keys.contains(key)) {
      return before.get(list.getFirst());
    }
    Set<Integer> found = new LinkedHashSet<>();
    Set<Integer> last = Set.of();
    for (int need : list) {
      if (templates.get(need).keys.contains(key)) {
        found.add(need);
      } else if (before.get(need) != last) {
        last = before.get(need);
        found.addAll(last);
      }
    }
    return found;
  }

  private void unbound(int index, Form.Part.Key key) {
    if (Slips.areIn(problems)) {
      return; // the sweep it means may be the very one that was written wrong
    }
    Set<String> known = new LinkedHashSet<>(templates.get(index).job.sweep().keySet());
    for (int i = 0; i < templates.size() && known.size() < 100; i++) {
      if (i != index) {
        known.addAll(templates.get(i).keys);
      }
    }
    JobText text = templates.get(index).text;
    String written = "{" + key.name() + "}";
    problems.add(
        Problem.error(
            "unbound-key",
            text.marked().places().of(key.start(), key.end()),
            "no sweep before this job has the key " + key.name(),
            Nearest.to(key.name(), known)
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
