package io.jupyterflow.core.document;

import io.jupyterflow.core.text.Hidden;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/// Renders a tree as YAML. A tree is made of maps with text keys, lists, text, numbers, booleans
/// and null, as documents are before they are text.
///
/// Readers of YAML 1.1 (PyYAML, Go) and 1.2 disagree about `no`, `1e5` or `2026-11-24`. What is
/// written here means the same to both: text that either could take for something else is quoted.
/// NaN and the infinities become the same texts as in [JsonText].
public final class YamlText {

  private static final ImplicitTuple UNTAGGED = new ImplicitTuple(true, true);

  /// A line is never folded: commands stay in one piece, to be copied.
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setWidth(Integer.MAX_VALUE)
          .setUseUnicodeEncoding(true)
          .build();

  private final Emitter emitter;

  private YamlText(StringBuilder out) {
    this.emitter = new Emitter(SETTINGS, new Sink(out));
  }

  /// The tree as one YAML document in block style.
  public static String of(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    new YamlText(out).document(tree, false);
    return out.toString();
  }

  /// The tree as one document of a stream: begins with `---`, so that documents can follow each
  /// other.
  public static String inStream(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    new YamlText(out).document(tree, true);
    return out.toString();
  }

  private void document(@Nullable Object tree, boolean explicit) {
    emitter.emit(new StreamStartEvent());
    emitter.emit(new DocumentStartEvent(explicit, Optional.empty(), Map.of()));
    value(tree);
    emitter.emit(new DocumentEndEvent(false));
    emitter.emit(new StreamEndEvent());
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> scalar("null", ScalarStyle.PLAIN);
      case String text -> text(text);
      case Boolean flag -> scalar(flag.toString(), ScalarStyle.PLAIN);
      case Number number -> number(number);
      case Map<?, ?> map -> {
        FlowStyle style = map.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
        emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          text((String) entry.getKey());
          value(entry.getValue());
        }
        emitter.emit(new MappingEndEvent());
      }
      case Iterable<?> items -> {
        FlowStyle style = items.iterator().hasNext() ? FlowStyle.BLOCK : FlowStyle.FLOW;
        emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
        for (Object item : items) {
          value(item);
        }
        emitter.emit(new SequenceEndEvent());
      }
      default -> throw new IllegalArgumentException("no part of a document: " + value.getClass());
    }
  }

  private void text(String text) {
    scalar(text, YamlScalarStyle.styleOf(text));
  }

  private void number(Number number) {
    boolean finite = !(number instanceof Double real) || Double.isFinite(real);
    if (finite) {
      scalar(withSignedExponent(number.toString()), ScalarStyle.PLAIN);
    } else {
      text(number.toString());
    }
  }

  /// YAML 1.1 takes `1E10` and `1.0E10` for text: a number has a point and its exponent a sign.
  private static String withSignedExponent(String number) {
    int e = number.indexOf('E');
    if (e < 0) {
      return number;
    }
    String mantissa = number.substring(0, e);
    String exponent = number.substring(e + 1);
    boolean signed = exponent.startsWith("-") || exponent.startsWith("+");
    return mantissa + (mantissa.indexOf('.') < 0 ? ".0" : "") + (signed ? "e" : "e+") + exponent;
  }

  private void scalar(String text, ScalarStyle style) {
    emitter.emit(new ScalarEvent(Optional.empty(), Optional.empty(), UNTAGGED, text, style));
  }

  /// Writes what is hidden as an escape: it is in double quotes, as [YamlScalarStyle] sees to, and
  /// what the emitter itself lets through there would be obeyed by a terminal.
  private record Sink(StringBuilder out) implements StreamDataWriter {
    @Override
    public void write(String text) {
      write(text, 0, text.length());
    }

    @Override
    public void write(String text, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        char c = text.charAt(i);
        if (c == '\n' || !Hidden.isAt(text, i)) {
          out.append(c);
        } else if (Character.isHighSurrogate(c)) {
          // YAML knows no pairs
          out.append(String.format(Locale.ROOT, "\\U%08x", text.codePointAt(i)));
          i++;
        } else {
          out.append('\\');
          Hidden.code(out, c);
        }
      }
    }
  }
}
