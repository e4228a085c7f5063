package io.jupyterflow.core.yaml;

import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.Severity;
import io.jupyterflow.core.problem.SourceLocation;
import io.jupyterflow.core.problem.SpellingSuggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads nodes as what a file says they should be, and says what is wrong where they aren't.
public final class YamlValues {

  /// Nobody reads more, and each holds its line: a file of mistakes on one long line would grow
  /// with the square of its length.
  private static final int MOST_PROBLEMS = 1_000;

  private final YamlSource source;
  private final Severity unknownKeys;
  private final List<Problem> problems;

  /// @param unknownKeys how bad a key is that nothing reads
  /// @param problems gets what is wrong
  public YamlValues(YamlSource source, Severity unknownKeys, List<Problem> problems) {
    this.source = source;
    this.unknownKeys = unknownKeys;
    this.problems = problems;
  }

  public YamlSource source() {
    return source;
  }

  /// Reports a problem with a node.
  public void error(String code, YamlNode node, String message, String hint) {
    error(code, node, message, Remedy.of(hint));
  }

  /// The same with a remedy that is more than words.
  public void error(String code, YamlNode node, String message, Remedy hint) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(Problem.error(code, source.of(node), message, hint));
    }
  }

  /// Reports a problem with an entry whose value nobody should see.
  public void secretError(String code, YamlNode.Entry entry, String message, String hint) {
    if (problems.size() < MOST_PROBLEMS) {
      SourceLocation key = source.of(entry.key());
      String value = entry.value() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
      String text = value.isEmpty() ? key.text() : key.text().replace(value, Secrets.REDACTED);
      SourceLocation hidden =
          new SourceLocation(key.source(), key.line(), key.column(), key.length(), text);
      problems.add(Problem.error(code, hidden, message, hint));
    }
  }

  /// Reports a warning about a node.
  public void warn(String code, YamlNode node, String message, String hint) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(Problem.warning(code, source.of(node), message, hint));
    }
  }

  /// Reports that a node is not what `what` should be.
  public void wrongType(YamlNode node, String what, String wanted) {
    error("wrong-type", node, what + " is " + node.description() + ", but should be " + wanted, "");
  }

  /// A mapping; its keys that are not among `known` are reported.
  public Optional<YamlNode.Mapping> mapping(
      YamlNode node, String what, String wanted, Collection<String> known) {
    return mapping(node, what, wanted, known, Map.of());
  }

  /// A mapping; its keys that are not among `known` are reported.
  ///
  /// @param synonyms what other tools call a known key: lower case, to the key
  public Optional<YamlNode.Mapping> mapping(
      YamlNode node,
      String what,
      String wanted,
      Collection<String> known,
      Map<String, String> synonyms) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      wrongType(node, what, wanted);
      return Optional.empty();
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key().text())) {
        unknownKey(entry.key(), what, known, synonyms);
      }
    }
    return Optional.of(mapping);
  }

  /// The known key that is probably meant by another one.
  public static Optional<String> meant(
      String key, Collection<String> known, Map<String, String> synonyms) {
    String synonym = synonyms.get(key.toLowerCase(Locale.ROOT));
    return synonym != null ? Optional.of(synonym) : SpellingSuggestion.to(key, known);
  }

  private void unknownKey(
      YamlNode.Scalar key, String what, Collection<String> known, Map<String, String> synonyms) {
    if (problems.size() >= MOST_PROBLEMS) {
      return;
    }
    String hint =
        meant(key.text(), known, synonyms)
            .map(name -> "did you mean " + name + "?")
            .orElse("the known keys: " + String.join(", ", known));
    problems.add(
        new Problem(
            unknownKeys,
            "unknown-key",
            source.of(key),
            "unknown key " + key.description() + " in " + what,
            Remedy.of(hint)));
  }

  /// A mapping of any keys.
  public Optional<YamlNode.Mapping> anyMapping(YamlNode node, String what, String wanted) {
    if (node instanceof YamlNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    wrongType(node, what, wanted);
    return Optional.empty();
  }

  /// The items of a list.
  public Optional<List<YamlNode>> list(YamlNode node, String what, String wanted) {
    if (node instanceof YamlNode.Sequence list) {
      return Optional.of(list.items());
    }
    wrongType(node, what, wanted);
    return Optional.empty();
  }

  /// Text that is not blank; a number or boolean is none unless it is quoted.
  public Optional<YamlNode.Scalar> text(YamlNode node, String what, String wanted) {
    if (node instanceof YamlNode.Scalar scalar
        && scalar.kind() == ScalarKind.TEXT
        && !scalar.text().isBlank()) {
      return Optional.of(scalar);
    }
    wrongType(node, what, wanted);
    return Optional.empty();
  }

  /// The source text of any single value but an empty one.
  public Optional<String> sourceText(YamlNode node, String what, String wanted) {
    if (node instanceof YamlNode.Scalar scalar && scalar.kind() != ScalarKind.NULL) {
      return Optional.of(scalar.text());
    }
    wrongType(node, what, wanted);
    return Optional.empty();
  }

  /// A whole number within bounds.
  public Optional<Integer> integer(YamlNode node, String what, int least, int most) {
    if (node instanceof YamlNode.Scalar scalar
        && scalar.kind() == ScalarKind.INTEGER
        && scalar.text().length() <= 10) {
      long number = Long.parseLong(scalar.text());
      if (number >= least && number <= most) {
        return Optional.of((int) number);
      }
    }
    wrongType(node, what, "a whole number from " + least + " to " + most);
    return Optional.empty();
  }
}
