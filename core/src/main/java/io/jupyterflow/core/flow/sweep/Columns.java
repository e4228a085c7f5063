package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.brace.BindingKey;
import io.jupyterflow.core.flow.brace.Braces;
import io.jupyterflow.core.flow.brace.RangeNumber;
import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.syntax.BindingKeys;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ScriptWord;
import io.jupyterflow.core.flow.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the hyperparameters of a command and names them: `key=value`, `--key value` and
/// `--key=value` words behind its script, and wherever it stands, each word that differs between
/// variants.
public final class Columns {

  private final JobText text;
  private final List<Word> words;
  private final int head;
  private final int subject;
  private final List<Column> found = new ArrayList<>();

  private Columns(JobText text, List<Word> words, int head, int subject) {
    this.text = text;
    this.words = words;
    this.head = head;
    this.subject = subject;
  }

  /// All of them in the order of the words. The names of those that vary differ; of others that
  /// share a name the last counts, as it does for most scripts.
  ///
  /// @param declared the keys of sweeps that are declared next to the text: a word that takes the
  ///   value of one has its name
  static List<Column> of(
      JobText text, List<Word> words, int head, int subject, Set<String> declared) {
    Columns columns = new Columns(text, words, head, subject);
    columns.find();
    return columns.named(declared);
  }

  private void find() {
    int end = ScriptWord.end(text, words, subject);
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.isOperator()) {
        continue;
      }
      if (word.varies()) {
        varying(i, word);
      } else if (i > subject && i < end) {
        i = constant(i, end);
      }
    }
  }

  // ---- words that are the same in all variants

  /// @return the index of the last word that was looked at
  private int constant(int i, int end) {
    String word = text.value(words.get(i));
    int equals = word.indexOf('=');
    boolean option = word.startsWith("--");
    if (equals >= 0) {
      String key = key(word.substring(0, equals));
      if (BindingKey.is(key) && (option || word.charAt(0) != '-')) {
        add(key, i, equals + 1, Column.Kind.CONSTANT);
      }
      return i;
    }
    int next = i + 1;
    if (option
        && BindingKey.is(key(word))
        && next < end
        && !words.get(next).isOperator()
        && !words.get(next).varies()
        && isValue(text.value(words.get(next)))) {
      add(key(word), next, 0, Column.Kind.CONSTANT);
      return next;
    }
    return i;
  }

  // ---- words that vary

  private void varying(int i, Word word) {
    String lead = lead(word);
    int equals = lead.indexOf('=');
    if (equals > 0 && BindingKey.is(key(lead.substring(0, equals)))) {
      add(key(lead.substring(0, equals)), i, equals + 1, Column.Kind.NAMED);
    } else if (lead.length() == 2 && isOption(lead) && lead.charAt(1) != '-' && word.isSweep()) {
      add(key(lead), i, 2, Column.Kind.NAMED); // -j{1,2}
    } else if (i != head && i != subject && isValue(choices(word)) && isFlag(i - 1)) {
      add(key(text.value(words.get(i - 1))), i, 0, Column.Kind.NAMED);
    } else if (word.isSweep()) {
      add(Integer.toString(number(i)), i, 0, Column.Kind.NUMBERED);
    }
    // else it is what its keys are, and the columns of those tell
  }

  /// What the word begins with in all variants, unquoted.
  private String lead(Word word) {
    return word.braces() instanceof Braces.Series series
            && series.parts().getFirst() instanceof Braces.Text lead
        ? text.quoted().unquoted(lead.start(), lead.end())
        : "";
  }

  /// The word from its first choice on.
  private String choices(Word word) {
    String value = text.value(word);
    int from = 0;
    while (from < value.length() && (value.charAt(from) == '{' || value.charAt(from) == ',')) {
      from++;
    }
    return value.substring(from);
  }

  /// Whether a word is an option that has its value after it.
  private boolean isFlag(int i) {
    if (i < 0 || words.get(i).isOperator() || words.get(i).varies()) {
      return false;
    }
    String word = text.value(words.get(i));
    return isOption(word) && BindingKey.is(key(word));
  }

  /// How many words behind the script a word stands, as in `$1`; the script is 0.
  private int number(int word) {
    int number = 0;
    for (int i = Math.min(word, subject) + 1; i <= Math.max(word, subject); i++) {
      number += words.get(i).isOperator() ? 0 : 1;
    }
    return word < subject ? -number : number;
  }

  // ---- names

  private void add(String name, int word, int from, Column.Kind kind) {
    found.add(new Column(BindingKey.canonical(name), word, from, kind));
  }

  /// Of several that vary and have one name, the second is `name-2`.
  private List<Column> named(Set<String> declared) {
    if (found.isEmpty()) {
      return List.of();
    }
    Set<String> written = new HashSet<>(declared);
    for (Column column : found) {
      written.add(column.name());
    }
    Set<String> given = new HashSet<>();
    List<Column> named = new ArrayList<>(found.size());
    for (Column column : found) {
      if (column.varies()) {
        boolean taken = declared.contains(column.name()) && !takes(column);
        named.add(given.add(column.name()) && !taken ? column : numbered(column, written));
      } else {
        named.add(column);
      }
    }
    named.removeIf(column -> !column.varies() && given.contains(column.name()));
    return named;
  }

  private boolean takes(Column column) {
    for (WordVariant.Part.Key key : BindingKeys.of(words.get(column.word()))) {
      if (key.name().equals(column.name())) {
        return true;
      }
    }
    return false;
  }

  private static Column numbered(Column column, Set<String> taken) {
    return new Column(free(column.name(), taken), column.word(), column.from(), column.kind());
  }

  /// The first of `name-2`, `name-3` … that is not taken yet; it is, then.
  static String free(String name, Set<String> taken) {
    int number = 2;
    while (!taken.add(name + "-" + number)) {
      number++;
    }
    return name + "-" + number;
  }

  /// A word without what makes it an option, or something that Hydra adds.
  public static String key(String word) {
    int from = 0;
    char sign = word.isEmpty() ? 0 : word.charAt(0);
    while ((sign == '-' || sign == '+') && from < 2 && from < word.length()) {
      if (word.charAt(from) != sign) {
        break;
      }
      from++;
    }
    return word.substring(from);
  }

  private static boolean isOption(String word) {
    return word.startsWith("--") || (word.length() > 1 && word.charAt(0) == '-' && isLetter(word));
  }

  private static boolean isLetter(String option) {
    return Character.isLetter(option.codePointAt(1));
  }

  /// Whether the word behind `--key` is its value, not the next option or hyperparameter.
  private static boolean isValue(String word) {
    if (word.length() > 1 && word.charAt(0) == '-') {
      return RangeNumber.is(word) || !isOption(word);
    }
    int equals = word.indexOf('=');
    return equals < 0 || !BindingKey.is(key(word.substring(0, equals)));
  }
}
