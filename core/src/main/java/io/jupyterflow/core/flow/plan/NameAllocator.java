package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.flow.sweep.SizedCommand;
import io.jupyterflow.core.flow.syntax.DefaultNames;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives every job of a plan a name of its own.
final class NameAllocator {

  private final List<SizedCommand> commands;
  private final List<Problem> problems;
  private final List<List<String>> names;
  private final Set<String> explicit = new HashSet<>();
  private final Set<String> found = new HashSet<>();

  private NameAllocator(List<SizedCommand> commands, List<Problem> problems) {
    this.commands = commands;
    this.problems = problems;
    this.names = new ArrayList<>(Collections.nCopies(commands.size(), List.<String>of()));
  }

  /// The names of the jobs of each command, one for each variant: the base name alone, or numbered
  /// from 1 where a sweep or equal names make it several.
  static List<List<String>> of(List<SizedCommand> commands, List<Problem> problems) {
    NameAllocator allocator = new NameAllocator(commands, problems);
    Map<String, List<Integer>> byName = new LinkedHashMap<>();
    for (int i = 0; i < commands.size(); i++) {
      FlowCommand command = commands.get(i).command();
      if (command.job().name() != null) {
        allocator.given(i, command.job().name());
      } else {
        byName.computeIfAbsent(DefaultNames.of(command.text()), n -> new ArrayList<>()).add(i);
      }
    }
    byName.forEach((name, group) -> {
      if (!allocator.isAlone(group)) {
        allocator.numbered(name, group);
      }
    });
    byName.forEach((name, group) -> {
      if (allocator.isAlone(group)) {
        allocator.alone(name, group);
      }
    });
    return allocator.names;
  }

  private boolean isAlone(List<Integer> group) {
    return group.size() == 1 && !commands.get(group.getFirst()).isSwept();
  }

  private void given(int index, String name) {
    SizedCommand command = commands.get(index);
    if (!DefaultNames.isValid(name)) {
      problems.add(
          Problem.error(
              "invalid-name",
              command.command().place(),
              "\"" + name + "\" can't be the name of a job",
              "use letters, digits, - and _"));
    }
    List<String> own = new ArrayList<>();
    if (!command.isSwept()) {
      own.add(name);
    }
    for (int i = 1; command.isSwept() && i <= command.grid().size(); i++) {
      own.add(name + "-" + i);
    }
    for (String each : own) {
      if (!explicit.add(each)) {
        clash(index, each);
        break;
      }
    }
    names.set(index, own);
  }

  private void numbered(String base, List<Integer> group) {
    int number = 1;
    for (int index : group) {
      int size = commands.get(index).grid().size();
      List<String> own = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        String name = base + "-" + number++;
        while (!found.add(name)) {
          name = base + "-" + number++;
        }
        own.add(name);
      }
      check(index, own);
    }
  }

  private void alone(String base, List<Integer> group) {
    if (found.add(base)) {
      check(group.getFirst(), List.of(base));
    } else {
      numbered(base, group);
    }
  }

  private void check(int index, List<String> own) {
    for (String name : own) {
      if (explicit.contains(name)) {
        clash(index, name);
        break;
      }
    }
    names.set(index, own);
  }

  private void clash(int index, String name) {
    problems.add(
        Problem.error(
            "duplicate-name",
            commands.get(index).command().place(),
            "another job has the name " + name + " already",
            "give one of them another name"));
  }
}
