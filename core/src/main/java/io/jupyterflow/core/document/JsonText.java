package io.jupyterflow.core.document;

import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
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

  private static void write(@Nullable Object tree, Writer out, ObjectWriteContext context) {
    try (JsonGenerator json = FACTORY.createGenerator(context, out)) {
      value(tree, json);
    }
  }

  private static void value(@Nullable Object value, JsonGenerator json) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean flag -> json.writeBoolean(flag);
      case Number number -> number(number, json);
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeName((String) entry.getKey());
          value(entry.getValue(), json);
        }
        json.writeEndObject();
      }
      case Iterable<?> items -> {
        json.writeStartArray();
        for (Object item : items) {
          value(item, json);
        }
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException("no part of a document: " + value.getClass());
    }
  }

  private static void number(Number number, JsonGenerator json) {
    switch (number) {
      case BigInteger integer -> json.writeNumber(integer);
      case BigDecimal decimal -> json.writeNumber(decimal);
      case Integer integer -> json.writeNumber(integer);
      case Long integer -> json.writeNumber(integer);
      default -> {
        double real = number.doubleValue();
        if (Double.isFinite(real)) {
          json.writeNumber(real);
        } else {
          json.writeString(Double.toString(real));
        }
      }
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
