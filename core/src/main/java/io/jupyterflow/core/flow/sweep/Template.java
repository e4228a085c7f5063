package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.syntax.CommandWord;
import io.jupyterflow.core.flow.syntax.JobTemplate;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ScriptWord;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.problem.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A command on its way to jobs: what is found out about it step by step.
public final class Template {

  public final JobTemplate job;
  public final JobText text;
  public final List<Word> words;

  /// The index of the first word of its command, or -1.
  public final int head;

  /// The index of its script, module or program, behind which hyperparameters stand; or -1.
  public final int subject;

  /// Its hyperparameters, in the order of its words.
  public final List<Column> columns;

  /// The keys that later commands may bind to: whose values differ between variants.
  final Set<String> keys = new LinkedHashSet<>();

  /// The names in `swept` whose value is that of a secret-looking key.
  public final Set<String> takesSecret = new HashSet<>();

  /// The axes of its own sweeps, by word.
  final Map<Integer, Axis> wordAxes = new HashMap<>();

  /// The axes of its declared sweeps, by key.
  final Map<String, Axis> declaredAxes = new LinkedHashMap<>();

  /// The commands that a `{key}` of this one takes its value from; all have the same.
  final Map<String, List<Template>> bound = new LinkedHashMap<>();

  public VariantGrid grid = VariantGrid.SINGLE;

  /// Whether it was refused for its size; what depends on that is not reported again.
  boolean tooMany;

  /// By variant, what `{key}` of a later command comes to.
  public List<Map<String, String>> values = List.of();

  /// By name, all in `values` that differ between variants, what is taken over included.
  final Map<String, TakenOver.Swept> swept = new LinkedHashMap<>();

  public Template(JobTemplate job) {
    this(job, job.text().words());
  }

  /// @param words those of its text, with what only the flow as a whole tells to be keys
  public Template(JobTemplate job, List<Word> words) {
    this.job = job;
    this.text = job.text();
    this.words = words;
    this.head = CommandWord.find(text.quoted(), words);
    this.subject = ScriptWord.find(text, words, head);
    this.columns = Columns.of(text, words, head, subject, job.sweep().keySet());
    findKeys();
  }

  private void findKeys() {
    keys.addAll(job.sweep().keySet());
    for (Column column : columns) {
      boolean bindable =
          column.kind() == Column.Kind.NUMBERED
              ? text.value(words.get(column.word())).indexOf('=') < 0
              : column.varies();
      if (bindable) {
        keys.add(column.name());
      }
    }
  }

  public boolean isSwept() {
    return !grid.axes().isEmpty();
  }

  public Place place() {
    return text.place();
  }
}
