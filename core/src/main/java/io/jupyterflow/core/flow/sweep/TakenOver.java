package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.flow.brace.Braces;
import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.syntax.BindingKeys;
import io.jupyterflow.core.flow.syntax.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a command that is bound to sweeps shows of theirs, so that its variants can be told apart
/// as theirs can: all that differs between them and that its own words don't say.
final class TakenOver {

  private final Template template;

  /// The hyperparameters of sweeps that are to be seen in its own.
  private final Set<Swept> shown = Collections.newSetFromMap(new IdentityHashMap<>());

  private final List<Value> values = new ArrayList<>();

  /// A hyperparameter that differs between the variants of a command: one and the same wherever it
  /// is taken over.
  static final class Swept {}

  /// One that is taken over.
  ///
  /// @param owner the command it is taken from
  /// @param from its name there
  /// @param name its name here
  private record Value(Template owner, String from, String name) {}

  private TakenOver(Template template) {
    this.template = template;
  }

  /// Finds them, and sets what differs between the variants of the command, these included.
  static TakenOver of(Template template) {
    TakenOver taken = new TakenOver(template);
    taken.own();
    if (!template.bound.isEmpty()) {
      taken.find();
    }
    return taken;
  }

  private void own() {
    for (String key : template.declaredAxes.keySet()) {
      template.swept.put(key, new Swept());
    }
    for (Column column : template.columns) {
      if (!column.varies()) {
        continue;
      }
      Word word = template.words.get(column.word());
      Swept passed = column.kind() == Column.Kind.NAMED ? passed(word) : null;
      template.swept.put(column.name(), passed != null ? passed : new Swept());
      for (WordVariant.Part.Key key : BindingKeys.of(word)) {
        shows(key.name(), column);
      }
    }
  }

  /// What a word only passes on, as `lr={lr}` does.
  private @Nullable Swept passed(Word word) {
    Braces braces = word.braces();
    if (braces instanceof Braces.Series series
        && series.parts().size() == 2
        && series.parts().getFirst() instanceof Braces.Text) {
      braces = series.parts().getLast();
    }
    if (!(braces instanceof Braces.Key key)) {
      return null;
    }
    Swept declared = template.swept.get(key.name());
    if (declared != null) {
      return declared;
    }
    List<Template> owners = template.bound.getOrDefault(key.name(), List.of());
    return owners.isEmpty() ? null : owners.getFirst().swept.get(key.name());
  }

  private void shows(String key, Column column) {
    boolean secret = Secrets.isSecretName(key);
    for (Template owner : template.bound.getOrDefault(key, List.of())) {
      Swept swept = owner.swept.get(key);
      if (swept != null && column.kind() == Column.Kind.NAMED) {
        shown.add(swept);
      }
      secret |= owner.takesSecret.contains(key);
    }
    if (secret) {
      template.takesSecret.add(column.name());
    }
  }

  private void find() {
    Set<String> names = new HashSet<>();
    for (Column column : template.columns) {
      names.add(column.name());
    }
    names.addAll(template.declaredAxes.keySet());
    for (List<Template> owners : template.bound.values()) {
      for (Template owner : owners) {
        for (Map.Entry<String, Swept> swept : owner.swept.entrySet()) {
          if (shown.add(swept.getValue())) {
            String from = swept.getKey();
            String name = names.add(from) ? from : Columns.free(from, names);
            values.add(new Value(owner, from, name));
            template.swept.put(name, swept.getValue());
            if (owner.takesSecret.contains(from)) {
              template.takesSecret.add(name);
            }
          }
        }
      }
    }
  }

  /// Adds what a variant takes over.
  void addTo(Map<String, String> parameters, int variant) {
    for (Value value : values) {
      int index = value.owner().grid.matching(template.grid, variant)[0];
      String known = value.owner().values.get(index).get(value.from());
      if (known != null) {
        parameters.put(value.name(), known);
      }
    }
  }
}
