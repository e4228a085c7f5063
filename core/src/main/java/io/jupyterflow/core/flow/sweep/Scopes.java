package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.syntax.BindingKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds for every `{key}` of every command the nearest commands before it that have the key, in
/// work that grows with the text.
///
/// What is known behind a command differs from what is known before it by the command's own keys.
/// So scopes are a tree: a command with keys is a scope within the one before it, and a join is a
/// scope within the innermost one that all its commands are in. One walk over the tree, with one
/// map that is changed on the way in and changed back on the way out, answers all.
final class Scopes {

  /// What is known at a place of the flow beyond what is known outside of it.
  private static final class Scope {
    final Scope outer;
    final int depth;
    final Map<String, Owners> own = new LinkedHashMap<>();
    final Map<String, Set<Integer>> hidden = new HashMap<>();
    final List<Scope> inner = new ArrayList<>();
    final List<Integer> commands = new ArrayList<>();

    Scope() {
      this.outer = this;
      this.depth = 0;
    }

    Scope(Scope outer) {
      this.outer = outer;
      this.depth = outer.depth + 1;
      outer.inner.add(this);
    }
  }

  /// The commands that a key is taken from in a scope: those of the branches of a join that have
  /// it, and what is known outside where a branch has not.
  private static final class Owners {
    final List<Owners> branches = new ArrayList<>();
    private int last = -1;
    private int outsideAt = -1;
    Set<Integer> found = Set.of();

    void add(int branch, Owners owners) {
      if (branch == last) {
        return; // the nearest one came first
      }
      if (outsideAt < 0 && branch != last + 1) {
        outsideAt = branches.size();
      }
      last = branch;
      branches.add(owners);
    }

    void close(int count) {
      if (outsideAt < 0 && branches.size() < count) {
        outsideAt = branches.size();
      }
    }

    void find(Set<Integer> outside) {
      if (branches.isEmpty()) {
        return;
      }
      Set<Integer> all = new LinkedHashSet<>();
      for (int i = 0; i <= branches.size(); i++) {
        if (i == outsideAt) {
          all.addAll(outside);
        }
        if (i < branches.size()) {
          all.addAll(branches.get(i).found);
        }
      }
      found = all;
    }
  }

  private final List<FlowCommand> commands;
  private final List<Set<String>> wanted;
  private final List<Map<String, Set<Integer>>> answers;
  private final IdentityHashMap<List<Integer>, Scope> joins = new IdentityHashMap<>();
  private final Scope root = new Scope();
  private final Scope[] behind;
  private long steps;

  /// @param commands each behind all it needs
  Scopes(List<FlowCommand> commands, List<List<Integer>> needs) {
    this.commands = commands;
    this.wanted = new ArrayList<>(commands.size());
    this.answers = new ArrayList<>(commands.size());
    this.behind = new Scope[commands.size()];
    Set<String> sought = new HashSet<>();
    for (FlowCommand command : commands) {
      Set<String> keys = BindingKeys.names(command.words());
      wanted.add(keys);
      answers.add(keys.isEmpty() ? Map.of() : new HashMap<>());
      sought.addAll(keys);
    }
    for (int i = 0; i < behind.length; i++) {
      place(i, needs.get(i), sought);
    }
    walk();
  }

  /// The indexes of the commands that a command takes a key from; none where no sweep before it has
  /// the key.
  Set<Integer> nearest(int command, String key) {
    return answers.get(command).getOrDefault(key, Set.of());
  }

  /// How much work it was: what grows with the flow is counted.
  long steps() {
    return steps;
  }

  private void place(int index, List<Integer> needs, Set<String> sought) {
    Scope before = joins.get(needs);
    if (before == null) {
      before = needs.isEmpty() ? root : joined(needs);
      joins.put(needs, before);
    }
    before.commands.add(index);
    behind[index] = before;
    for (String key : commands.get(index).keys()) {
      steps++;
      if (sought.contains(key)) {
        if (behind[index].equals(before)) {
          behind[index] = new Scope(before);
        }
        Owners owners = new Owners();
        owners.found = Set.of(index);
        behind[index].own.put(key, owners);
      }
    }
  }

  private Scope joined(List<Integer> needs) {
    Set<Scope> branches = new LinkedHashSet<>();
    for (int need : needs) {
      steps++;
      branches.add(behind[need]);
    }
    Scope common = branches.iterator().next();
    for (Scope branch : branches) {
      common = common(common, branch);
    }
    if (branches.size() == 1) {
      return common;
    }
    Map<String, Owners> merged = new LinkedHashMap<>();
    int number = 0;
    for (Scope branch : branches) {
      for (Scope scope = branch; !scope.equals(common); scope = scope.outer) {
        for (Map.Entry<String, Owners> entry : scope.own.entrySet()) {
          steps++;
          merged.computeIfAbsent(entry.getKey(), key -> new Owners()).add(number, entry.getValue());
        }
      }
      number++;
    }
    if (merged.isEmpty()) {
      return common;
    }
    Scope join = new Scope(common);
    for (Map.Entry<String, Owners> entry : merged.entrySet()) {
      entry.getValue().close(number);
      join.own.put(entry.getKey(), entry.getValue());
    }
    return join;
  }

  /// The innermost scope that both are in.
  private Scope common(Scope one, Scope other) {
    Scope a = one;
    Scope b = other;
    while (!a.equals(b)) {
      steps++;
      if (a.depth >= b.depth) {
        a = a.outer;
      } else {
        b = b.outer;
      }
    }
    return a;
  }

  /// Scopes in the order they were made in: what a join is made of comes before it.
  private void walk() {
    Map<String, Set<Integer>> known = new HashMap<>();
    Deque<Scope> open = new ArrayDeque<>();
    Deque<Integer> next = new ArrayDeque<>();
    open.push(root);
    next.push(0);
    enter(root, known);
    while (!open.isEmpty()) {
      Scope scope = open.peek();
      int inner = next.pop();
      if (inner < scope.inner.size()) {
        next.push(inner + 1);
        open.push(scope.inner.get(inner));
        next.push(0);
        enter(scope.inner.get(inner), known);
      } else {
        open.pop();
        known.putAll(scope.hidden);
      }
    }
  }

  private void enter(Scope scope, Map<String, Set<Integer>> known) {
    for (Map.Entry<String, Owners> entry : scope.own.entrySet()) {
      Set<Integer> outside = known.getOrDefault(entry.getKey(), Set.of());
      steps += 1 + entry.getValue().branches.size();
      entry.getValue().find(outside);
      scope.hidden.put(entry.getKey(), outside);
      known.put(entry.getKey(), entry.getValue().found);
    }
    for (int command : scope.commands) {
      for (String key : wanted.get(command)) {
        steps++;
        answers.get(command).put(key, known.getOrDefault(key, Set.of()));
      }
    }
  }
}
