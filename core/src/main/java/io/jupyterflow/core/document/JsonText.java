package io.jupyterflow.core.document;

import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Renders a tree as JSON. A tree is made of maps with text keys, lists, text, numbers, booleans
/// and null, as documents are before they are text.
///
/// JSON has no NaN and no infinities: they become the texts `NaN`, `Infinity` and `-Infinity`.
public final class JsonText {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /// Indented by two spaces, one value a line, with a line end at the end.
  public static String pretty(@Nullable Object tree) {
    StringWriter out = new StringWriter();
    write(tree, out, new Indented());
    return out.append('\n').toString();
  }

  /// One line without white space between its parts, and no line end.
  public static String line(@Nullable Object tree) {
    StringWriter out = new StringWriter();
    write(tree, out, ObjectWriteContext.empty());
    return out.toString();
  }

  /// A generator that leaves its stream open.
  static JsonGenerator generator(OutputStream out) {
    JsonGenerator json =
        FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
    json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
    return json;
  }

  private static void write(@Nullable Object tree, Writer out, ObjectWriteContext context) {
    try (JsonGenerator json = FACTORY.createGenerator(context, out)) {
      write(json, tree);
    }
  }

  /// Writes one value where the generator stands.
  // a pattern switch costs its first caller 3 ms that no AOT cache takes away
  @SuppressWarnings("IfChainToSwitch")
  static void write(JsonGenerator json, @Nullable Object value) {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeName((String) entry.getKey());
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Number number) {
      number(json, number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      throw new IllegalArgumentException("no part of a document: " + value.getClass());
    }
  }

  @SuppressWarnings("IfChainToSwitch")
  private static void number(JsonGenerator json, Number number) {
    if (number instanceof Integer || number instanceof Long) {
      json.writeNumber(number.longValue());
    } else if (number instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (Double.isFinite(number.doubleValue())) {
      json.writeNumber(number.doubleValue());
    } else {
      json.writeString(Double.toString(number.doubleValue()));
    }
  }

  /// The context that makes a generator indent: Jackson asks it for the printer.
  private static final class Indented extends ObjectWriteContext.Base {

    private static final Separators SEPARATORS =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter(SEPARATORS);
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      printer.indentArraysWith(indenter);
      printer.indentObjectsWith(indenter);
      return printer;
    }
  }
}
