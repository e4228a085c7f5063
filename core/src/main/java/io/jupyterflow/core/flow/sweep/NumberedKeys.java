package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.brace.BindingKey;
import io.jupyterflow.core.flow.brace.BraceParser;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes a key of `{1}` where an earlier command sweeps its word number 1. Wherever else it stands
/// it is text, as in bash: `[0-9]{4}`.
public final class NumberedKeys {

  private NumberedKeys() {}

  /// The commands, those with such keys read again.
  ///
  /// @param commands each behind all it needs
  public static List<FlowCommand> resolve(
      List<FlowCommand> commands, List<List<Integer>> needs, List<Problem> problems) {
    List<FlowCommand> keyed = new ArrayList<>(commands);
    List<Set<String>> known = new ArrayList<>(commands.size());
    for (int i = 0; i < commands.size(); i++) {
      Set<String> before = before(needs.get(i), known);
      if (!before.isEmpty()) {
        FlowCommand command = commands.get(i);
        List<Word> words = words(command, before, problems);
        if (!words.equals(command.words())) {
          keyed.set(i, FlowCommand.of(command.job(), words));
        }
      }
      Set<String> own = numbers(keyed.get(i));
      own.addAll(before);
      known.add(own.size() == before.size() ? before : own);
    }
    return keyed;
  }

  // by identity: commands behind each other mostly share one set
  @SuppressWarnings("ReferenceEquality")
  private static Set<String> before(List<Integer> needs, List<Set<String>> known) {
    if (needs.size() == 1) {
      return known.get(needs.getFirst());
    }
    Set<String> before = new HashSet<>();
    Set<String> last = before;
    for (int need : needs) {
      if (known.get(need) != last) {
        last = known.get(need);
        before.addAll(last);
      }
    }
    return before;
  }

  private static Set<String> numbers(FlowCommand command) {
    Set<String> numbers = new HashSet<>();
    for (Column column : command.columns()) {
      if (column.kind() == Column.Kind.NUMBERED && command.keys().contains(column.name())) {
        numbers.add(column.name());
      }
    }
    return numbers;
  }

  private static List<Word> words(
      FlowCommand command, Set<String> numbers, List<Problem> problems) {
    QuotedText quoted = command.text().quoted();
    List<Word> words = new ArrayList<>(command.words().size());
    for (Word word : command.words()) {
      boolean keyed = false;
      for (int i = word.start(); i < word.end() && !word.isOperator(); i++) {
        keyed |= BindingKey.numberEnd(quoted, i, word.end(), numbers) >= 0;
      }
      words.add(
          keyed
              ? new Word(
                  word.start(),
                  word.end(),
                  false,
                  BraceParser.parse(quoted, word.start(), word.end(), numbers, problems))
              : word);
    }
    return words;
  }
}
