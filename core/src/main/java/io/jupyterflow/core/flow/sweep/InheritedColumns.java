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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a command that is bound to sweeps shows of theirs, so that its variants can be told apart
/// as theirs can: all that differs between them and that its own words don't say.
final class InheritedColumns {

  private final SizedCommand sized;
  private final FlowCommand command;
  private final List<SettledCommand> before;

  /// By name, what differs between the variants of the command, what is inherited included.
  private final Map<String, Swept> swept = new LinkedHashMap<>();

  /// The names in `swept` whose value is that of a secret-looking key.
  private final Set<String> secrets = new HashSet<>();

  /// The hyperparameters of sweeps that must be seen in its own.
  private final Set<Swept> shown = Collections.newSetFromMap(new IdentityHashMap<>());

  private final List<Value> values = new ArrayList<>();

  /// A hyperparameter that differs between the variants of a command: one and the same wherever it
  /// is inherited.
  static final class Swept {}

  /// One that is inherited.
  ///
  /// @param owner the command it is taken from
  /// @param from its name there
  /// @param name its name here
  private record Value(SettledCommand owner, String from, String name) {}

  private InheritedColumns(SizedCommand sized, List<SettledCommand> before) {
    this.sized = sized;
    this.command = sized.command();
    this.before = before;
  }

  /// @param before the commands before it, by index
  static InheritedColumns of(SizedCommand sized, List<SettledCommand> before) {
    InheritedColumns inherited = new InheritedColumns(sized, before);
    inherited.own();
    if (!sized.bound().isEmpty()) {
      inherited.find();
    }
    return inherited;
  }

  Map<String, Swept> swept() {
    return swept;
  }

  Set<String> secrets() {
    return secrets;
  }

  private void own() {
    for (String key : sized.declaredAxes().keySet()) {
      swept.put(key, new Swept());
    }
    for (Column column : command.columns()) {
      if (!column.varies()) {
        continue;
      }
      Word word = command.words().get(column.word());
      Swept passed = column.kind() == Column.Kind.NAMED ? passed(word) : null;
      swept.put(column.name(), passed != null ? passed : new Swept());
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
    Swept declared = swept.get(key.name());
    if (declared != null) {
      return declared;
    }
    List<Integer> owners = sized.bound().getOrDefault(key.name(), List.of());
    return owners.isEmpty() ? null : before.get(owners.getFirst()).swept().get(key.name());
  }

  private void shows(String key, Column column) {
    boolean secret = Secrets.isSecretName(key);
    for (int index : sized.bound().getOrDefault(key, List.of())) {
      SettledCommand owner = before.get(index);
      Swept named = owner.swept().get(key);
      if (named != null && column.kind() == Column.Kind.NAMED) {
        shown.add(named);
      }
      secret |= owner.secrets().contains(key);
    }
    if (secret) {
      secrets.add(column.name());
    }
  }

  private void find() {
    Set<String> names = new HashSet<>();
    for (Column column : command.columns()) {
      names.add(column.name());
    }
    names.addAll(sized.declaredAxes().keySet());
    for (List<Integer> owners : sized.bound().values()) {
      for (int index : owners) {
        inherit(before.get(index), names);
      }
    }
  }

  private void inherit(SettledCommand owner, Set<String> names) {
    for (Map.Entry<String, Swept> differing : owner.swept().entrySet()) {
      if (shown.add(differing.getValue())) {
        String from = differing.getKey();
        String name = names.add(from) ? from : Columns.free(from, names);
        values.add(new Value(owner, from, name));
        swept.put(name, differing.getValue());
        if (owner.secrets().contains(from)) {
          secrets.add(name);
        }
      }
    }
  }

  /// Adds what a variant takes over.
  void addTo(Map<String, String> parameters, int variant) {
    for (Value value : values) {
      int index = value.owner().sized().grid().matching(sized.grid(), variant)[0];
      String known = value.owner().values().get(index).get(value.from());
      if (known != null) {
        parameters.put(value.name(), known);
      }
    }
  }
}
