package io.jupyterflow.core.flow;

import io.jupyterflow.core.problem.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A command on its way to jobs: what is found out about it step by step.
final class Template {

  final JobTemplate job;
  final JobText text;
  final List<Word> words;

  /// The index of the first word of its command, or -1.
  final int head;

  /// The index of its script, module or program, behind which hyperparameters stand; or -1.
  final int subject;

  /// The keys that later commands may bind to: whose values differ between variants.
  final Set<String> keys = new LinkedHashSet<>();

  /// The axes of its own sweeps, by word.
  final Map<Integer, Axis> wordAxes = new HashMap<>();

  /// The axes of its declared sweeps, by key.
  final Map<String, Axis> declaredAxes = new LinkedHashMap<>();

  /// The commands that a `{key}` of this one takes its value from; all have the same.
  final Map<String, List<Template>> bound = new HashMap<>();

  Grid grid = Grid.SINGLE;

  /// Whether it was refused for its size; what depends on that is not reported again.
  boolean tooMany;

  /// By variant, what `{key}` of a later command comes to.
  List<Map<String, String>> values = List.of();

  Template(JobTemplate job) {
    this.job = job;
    this.text = job.text();
    this.words = text.words();
    this.head = Head.find(text.marked(), words);
    this.subject = Subject.find(text, words, head);
    findKeys();
  }

  private void findKeys() {
    keys.addAll(job.sweep().keySet());
    for (int i = 0; i < Math.max(head, 0); i++) {
      int value = Head.assigned(text.marked(), words.get(i));
      if (value >= 0 && words.get(i).varies()) {
        keys.add(text.marked().text().substring(words.get(i).start(), value - 1));
      }
    }
    List<@Nullable String> plain = new ArrayList<>(words.size());
    for (Word word : words) {
      plain.add(word.isOperator() ? null : text.value(word));
    }
    for (Hyperparameters.Found found :
        Hyperparameters.in(plain, subject + 1, Subject.end(text, words, subject))) {
      if (words.get(found.word()).varies()) {
        keys.add(found.key());
      }
    }
  }

  boolean isSwept() {
    return !grid.axes().isEmpty();
  }

  Place place() {
    return text.place();
  }
}
