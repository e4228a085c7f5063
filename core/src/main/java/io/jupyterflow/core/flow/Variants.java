package io.jupyterflow.core.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Settles the words of a command for each of its variants.
final class Variants {

  /// One variant.
  ///
  /// @param words in the order of the text
  /// @param env its leading `NAME=value` words, where no shell has to work their values out
  /// @param parameters its hyperparameters, secrets included
  record Variant(
      List<Form.Settled> words, Map<String, String> env, Map<String, String> parameters) {}

  private final Template template;
  private final List<List<Form>> forms = new ArrayList<>();

  /// The keys whose commands disagree, or that a variant before it lacks.
  final Set<String> unclear = new LinkedHashSet<>();

  Variants(Template template) {
    this.template = template;
    for (Word word : template.words) {
      forms.add(word.braces().forms(template.text.marked()));
    }
  }

  /// The variant of that number, counted from 0.
  Variant get(int number) {
    Map<String, @Nullable String> bound = new HashMap<>();
    List<Form.Settled> words = new ArrayList<>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      Axis axis = template.wordAxes.get(i);
      Form form = forms.get(i).get(axis == null ? 0 : template.grid.choice(number, axis));
      words.add(form.settled(key -> bound.computeIfAbsent(key, k -> value(k, number))));
    }
    Map<String, String> env = env(words);
    return new Variant(words, env, parameters(words, number));
  }

  private @Nullable String value(String key, int number) {
    List<String> declared = template.job.sweep().get(key);
    if (declared != null) {
      Axis axis = template.declaredAxes.get(key);
      return axis == null ? null : declared.get(template.grid.choice(number, axis));
    }
    String found = null;
    for (Template owner : template.bound.getOrDefault(key, List.of())) {
      int index = owner.grid.matching(template.grid, number)[0];
      String value = owner.values.get(index).get(key);
      if (value == null || (found != null && !found.equals(value))) {
        unclear.add(key);
        return null;
      }
      found = value;
    }
    return found;
  }

  private Map<String, String> env(List<Form.Settled> words) {
    Map<String, String> env = new LinkedHashMap<>();
    int leading = template.head < 0 ? words.size() : template.head;
    for (int i = 0; i < leading; i++) {
      Word word = template.words.get(i);
      int value = Head.assigned(template.text.marked(), word);
      if (value < 0) {
        break;
      }
      String settled = words.get(i).value();
      int equals = settled.indexOf('=');
      if (!ShellNeed.inVariable(template.text.marked(), word)) {
        env.put(settled.substring(0, equals), settled.substring(equals + 1));
      }
    }
    return env;
  }

  private Map<String, String> parameters(List<Form.Settled> settled, int number) {
    Map<String, String> parameters = new LinkedHashMap<>();
    template.declaredAxes.forEach((key, axis) ->
        parameters.put(
            key,
            template
                .job
                .sweep()
                .getOrDefault(key, List.of())
                .get(template.grid.choice(number, axis))));
    List<@Nullable String> words = new ArrayList<>(settled.size());
    for (int i = 0; i < settled.size(); i++) {
      boolean dropped = template.words.get(i).isOperator() || settled.get(i).isNothing();
      words.add(dropped ? null : settled.get(i).value());
    }
    int end = Subject.end(template.text, template.words, template.subject);
    for (Hyperparameters.Found found : Hyperparameters.in(words, template.subject + 1, end)) {
      parameters.put(found.key(), found.value());
    }
    return parameters;
  }
}
