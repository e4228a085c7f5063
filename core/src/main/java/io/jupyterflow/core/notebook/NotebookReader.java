package io.jupyterflow.core.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads the code of a notebook in one pass. Outputs, which may be large, are passed over.
public final class NotebookReader {

  /// What papermill put into a notebook before; it is replaced.
  private static final String INJECTED = "injected-parameters";

  private final JsonParser json;
  private final List<NotebookCode.Cell> cells = new ArrayList<>();
  private @Nullable String kernelLanguage;
  private @Nullable String infoLanguage;
  private boolean hasFormat;

  private NotebookReader(JsonParser json) {
    this.json = json;
  }

  /// The code of a notebook. Any bytes have an answer.
  ///
  /// @throws IOException where the stream can't be read
  public static NotebookCode read(InputStream in) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      return new NotebookReader(json).read();
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      TokenStreamLocation where = e.getLocation();
      return flawed(
          where == null
              ? "it is nested too deeply"
              : "it is not valid JSON in line " + where.getLineNr());
    }
  }

  private static NotebookCode flawed(String flaw) {
    return new NotebookCode("python", List.of(), flaw);
  }

  private NotebookCode read() {
    JsonToken first = json.nextToken();
    if (first != JsonToken.START_OBJECT) {
      return flawed(first == null ? "it is empty" : "it is not a JSON object");
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("cells") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          cell();
        }
      } else if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
        metadata();
      } else {
        hasFormat |= name.equals("nbformat");
        json.skipChildren();
      }
    }
    if (!hasFormat) {
      return flawed("it has no nbformat");
    }
    String language = kernelLanguage != null ? kernelLanguage : infoLanguage;
    return new NotebookCode(
        language == null ? "python" : language.toLowerCase(Locale.ROOT), cells, "");
  }

  private void metadata() {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "kernelspec" -> kernelLanguage = text("language");
        case "language_info" -> infoLanguage = text("name");
        default -> json.skipChildren();
      }
    }
  }

  /// A text in an object that the reader is at.
  private @Nullable String text(String wanted) {
    String found = null;
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
        if (name.equals(wanted) && isText && !json.getString().isEmpty()) {
          found = json.getString();
        }
        json.skipChildren();
      }
    }
    return found;
  }

  private void cell() {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    boolean isCode = false;
    String source = "";
    List<String> tags = List.of();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "cell_type" ->
            isCode = value == JsonToken.VALUE_STRING && json.getString().equals("code");
        case "source" -> source = String.join("", texts());
        case "metadata" -> tags = tags();
        default -> json.skipChildren();
      }
    }
    if (isCode && !source.isBlank() && !tags.contains(INJECTED)) {
      cells.add(new NotebookCode.Cell(source, tags.contains("parameters")));
    }
  }

  private List<String> tags() {
    List<String> tags = List.of();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("tags")) {
          tags = texts();
        } else {
          json.skipChildren();
        }
      }
    }
    return tags;
  }

  /// A text, or those of a list.
  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getString());
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          texts.add(json.getString());
        } else {
          json.skipChildren();
        }
      }
    } else {
      json.skipChildren();
    }
    return texts;
  }
}
