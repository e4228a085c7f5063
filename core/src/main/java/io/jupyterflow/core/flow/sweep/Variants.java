package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.brace.BindingKey;
import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.syntax.CommandWord;
import io.jupyterflow.core.flow.syntax.ShellNeed;
import io.jupyterflow.core.flow.syntax.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Settles the words of a command for each of its variants.
public final class Variants {

  /// One variant.
  ///
  /// @param words in the order of the text
  /// @param env its leading `NAME=value` words, where no shell has to work their values out
  /// @param parameters its hyperparameters, secrets included
  public record Variant(
      List<WordVariant.Settled> words, Map<String, String> env, Map<String, String> parameters) {}

  private final SizedCommand sized;
  private final FlowCommand command;
  private final List<SettledCommand> before;
  private final List<List<WordVariant>> forms = new ArrayList<>();

  /// What it shows of the sweeps it is bound to; null where it is one job alone.
  private final @Nullable InheritedColumns inherited;

  /// The words of numbered columns whose values have names of their own.
  private final Set<Integer> keyed = new HashSet<>();

  private final Set<String> keyedNames = new HashSet<>();

  private final Set<String> unclear = new LinkedHashSet<>();

  /// @param before the commands before it, by index
  public Variants(SizedCommand sized, List<SettledCommand> before) {
    this.sized = sized;
    this.command = sized.command();
    this.before = before;
    for (Word word : command.words()) {
      forms.add(word.braces().forms(command.text().quoted()));
    }
    inherited = sized.isSwept() ? InheritedColumns.of(sized, before) : null;
    for (Column column : command.columns()) {
      if (column.kind() == Column.Kind.NUMBERED && isKeyed(column)) {
        keyed.add(column.word());
      }
    }
  }

  /// The names in the parameters of a variant whose value is that of a secret-looking key.
  public Set<String> secrets() {
    return inherited == null ? Set.of() : inherited.secrets();
  }

  /// The keys, of the variants made so far, whose commands disagree, or that a variant before it
  /// lacks.
  public Set<String> unclear() {
    return unclear;
  }

  /// The command with what later ones may bind to.
  ///
  /// @param values by variant, all of them
  public SettledCommand settled(List<Map<String, String>> values) {
    return inherited == null
        ? new SettledCommand(sized, values, Map.of(), Set.of())
        : new SettledCommand(sized, values, inherited.swept(), inherited.secrets());
  }

  /// The variant of that number, counted from 0.
  public Variant get(int number) {
    Map<String, @Nullable String> bound = new HashMap<>();
    List<WordVariant.Settled> words = new ArrayList<>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      SweepAxis axis = sized.wordAxes().get(i);
      WordVariant form = forms.get(i).get(axis == null ? 0 : sized.grid().choice(number, axis));
      words.add(form.settled(key -> bound.computeIfAbsent(key, k -> value(k, number))));
    }
    Map<String, String> env = env(words);
    return new Variant(words, env, parameters(words, number));
  }

  private @Nullable String value(String key, int number) {
    List<String> declared = command.job().sweep().get(key);
    if (declared != null) {
      SweepAxis axis = sized.declaredAxes().get(key);
      return axis == null ? null : declared.get(sized.grid().choice(number, axis));
    }
    String found = null;
    for (int index : sized.bound().getOrDefault(key, List.of())) {
      SettledCommand owner = before.get(index);
      int variant = owner.sized().grid().matching(sized.grid(), number)[0];
      String value = owner.values().get(variant).get(key);
      if (value == null || (found != null && !found.equals(value))) {
        unclear.add(key);
        return null;
      }
      found = value;
    }
    return found;
  }

  private Map<String, String> env(List<WordVariant.Settled> words) {
    Map<String, String> env = new LinkedHashMap<>();
    int leading = command.head() < 0 ? words.size() : command.head();
    for (int i = 0; i < leading; i++) {
      Word word = command.words().get(i);
      int value = CommandWord.assigned(command.text().quoted(), word);
      if (value < 0) {
        break;
      }
      String settled = words.get(i).value();
      int equals = settled.indexOf('=');
      if (!ShellNeed.inVariable(command.text().quoted(), word)) {
        env.put(settled.substring(0, equals), settled.substring(equals + 1));
      }
    }
    return env;
  }

  private Map<String, String> parameters(List<WordVariant.Settled> words, int number) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, SweepAxis> declared : sized.declaredAxes().entrySet()) {
      List<String> values = command.job().sweep().getOrDefault(declared.getKey(), List.of());
      int choice = sized.grid().choice(number, declared.getValue());
      parameters.put(declared.getKey(), values.get(choice));
    }
    for (Column column : command.columns()) {
      String value = words.get(column.word()).value();
      if (column.kind() == Column.Kind.NUMBERED && keyed.contains(column.word())) {
        int equals = value.indexOf('=');
        parameters.put(keyOf(value), value.substring(equals + 1));
      } else {
        parameters.put(column.name(), value.substring(Math.min(column.from(), value.length())));
      }
    }
    if (inherited != null) {
      inherited.addTo(parameters, number);
    }
    return parameters;
  }

  /// Whether a word without a name of its own is a `key=value` whatever is chosen in it, as in
  /// `{lr,rate}=0.1`: then each of its values has its own name.
  private boolean isKeyed(Column column) {
    Set<String> names = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (WordVariant form : forms.get(column.word())) {
      String lead = form.lead();
      String key = keyOf(lead);
      names.add(key);
      if (key.isEmpty() || isSwept(key) || !seen.add(lead)) {
        return false;
      }
    }
    return Collections.disjoint(names, keyedNames) && keyedNames.addAll(names);
  }

  private boolean isSwept(String key) {
    return inherited != null && inherited.swept().containsKey(key);
  }

  /// The key of a `key=value`, or nothing.
  private static String keyOf(String word) {
    int equals = word.indexOf('=');
    String key = equals < 0 ? "" : Columns.key(word.substring(0, equals));
    return BindingKey.is(key) ? BindingKey.canonical(key) : "";
  }
}
