package io.jupyterflow.core.flow.brace;

import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.text.ShellQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One thing a word can be, its braces chosen and its `{key}`s still open.
///
/// @param parts in the order of the word; none for an empty word
public record WordVariant(List<Part> parts) {

  /// A stretch of a word.
  public sealed interface Part {
    /// Text that is settled.
    ///
    /// @param value what a program gets
    /// @param raw what a shell is given: `value` as the user quoted it
    record Text(String value, String raw) implements Part {}

    /// `{name}`.
    record Key(String name, int start, int end) implements Part {}
  }

  /// A word, everything in it settled.
  public record Settled(String value, String raw) {
    /// Whether nothing at all is left of the word, not even quotes: such a word is dropped. A
    /// continued line within it is nothing, too.
    public boolean isNothing() {
      return value.isEmpty() && raw.replace("\\\n", "").isEmpty();
    }
  }

  /// Every form of one part before every form of another.
  static List<WordVariant> crossed(List<WordVariant> left, List<WordVariant> right) {
    List<WordVariant> forms = new ArrayList<>(left.size() * right.size());
    for (WordVariant l : left) {
      for (WordVariant r : right) {
        List<Part> parts = new ArrayList<>(l.parts);
        parts.addAll(r.parts);
        forms.add(new WordVariant(parts));
      }
    }
    return forms;
  }

  /// A stretch of text.
  static WordVariant text(QuotedText quoted, int start, int end) {
    if (start == end) {
      return new WordVariant(List.of());
    }
    String raw = quoted.text().substring(start, end);
    return new WordVariant(List.of(new Part.Text(quoted.unquoted(start, end), raw)));
  }

  /// A value of a range.
  static WordVariant generated(String value) {
    return new WordVariant(List.of(new Part.Text(value, ShellQuote.of(value))));
  }

  /// What it begins with, up to its first `{key}`.
  public String lead() {
    StringBuilder lead = new StringBuilder();
    for (Part part : parts) {
      if (!(part instanceof Part.Text text)) {
        break;
      }
      lead.append(text.value());
    }
    return lead.toString();
  }

  /// The word with every `{key}` replaced by what `values` has for it. A value that isn't there
  /// leaves the text as it is.
  public Settled settled(Function<String, @Nullable String> values) {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text text) {
      return new Settled(text.value(), text.raw());
    }
    StringBuilder value = new StringBuilder();
    StringBuilder raw = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Text text) { // a switch over types is slow when it is new
        value.append(text.value());
        raw.append(text.raw());
      } else if (part instanceof Part.Key key) {
        String bound = values.apply(key.name());
        String known = bound != null ? bound : "{" + key.name() + "}";
        value.append(known);
        raw.append(ShellQuote.of(known));
      }
    }
    return new Settled(value.toString(), raw.toString());
  }
}
