package io.jupyterflow.core.flow.plan;

import io.jupyterflow.core.flow.sweep.Template;
import io.jupyterflow.core.flow.syntax.DefaultNames;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives every job of a plan a name of its own.
final class NameAllocator {

  private final List<Problem> problems;
  private final Map<Template, List<String>> names = new HashMap<>();
  private final Set<String> explicit = new HashSet<>();
  private final Set<String> found = new HashSet<>();

  private NameAllocator(List<Problem> problems) {
    this.problems = problems;
  }

  /// The names of the jobs of each command, one for each variant: the base name alone, or numbered
  /// from 1 where a sweep or equal names make it several.
  static Map<Template, List<String>> of(List<Template> templates, List<Problem> problems) {
    NameAllocator naming = new NameAllocator(problems);
    Map<String, List<Template>> byName = new LinkedHashMap<>();
    for (Template template : templates) {
      if (template.job.name() != null) {
        naming.given(template, template.job.name());
      } else {
        byName
            .computeIfAbsent(DefaultNames.of(template.text), n -> new ArrayList<>())
            .add(template);
      }
    }
    byName.forEach((name, group) -> {
      if (!isAlone(group)) {
        naming.numbered(name, group);
      }
    });
    byName.forEach((name, group) -> {
      if (isAlone(group)) {
        naming.alone(name, group);
      }
    });
    return naming.names;
  }

  private static boolean isAlone(List<Template> group) {
    return group.size() == 1 && !group.getFirst().isSwept();
  }

  private void given(Template template, String name) {
    if (!DefaultNames.isValid(name)) {
      problems.add(
          Problem.error(
              "invalid-name",
              template.place(),
              "\"" + name + "\" can't be the name of a job",
              "use letters, digits, - and _"));
    }
    List<String> own = new ArrayList<>();
    if (!template.isSwept()) {
      own.add(name);
    }
    for (int i = 1; template.isSwept() && i <= template.grid.size(); i++) {
      own.add(name + "-" + i);
    }
    for (String each : own) {
      if (!explicit.add(each)) {
        clash(template, each);
        break;
      }
    }
    names.put(template, own);
  }

  private void numbered(String base, List<Template> group) {
    int number = 1;
    for (Template template : group) {
      List<String> own = new ArrayList<>(template.grid.size());
      for (int i = 0; i < template.grid.size(); i++) {
        String name = base + "-" + number++;
        while (!found.add(name)) {
          name = base + "-" + number++;
        }
        own.add(name);
      }
      check(template, own);
    }
  }

  private void alone(String base, List<Template> group) {
    if (found.add(base)) {
      check(group.getFirst(), List.of(base));
    } else {
      numbered(base, group);
    }
  }

  private void check(Template template, List<String> own) {
    for (String name : own) {
      if (explicit.contains(name)) {
        clash(template, name);
        break;
      }
    }
    names.put(template, own);
  }

  private void clash(Template template, String name) {
    problems.add(
        Problem.error(
            "duplicate-name",
            template.place(),
            "another job has the name " + name + " already",
            "give one of them another name"));
  }
}
