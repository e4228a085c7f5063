package io.jupyterflow.core.metric;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads the JSON objects of `$JUPYTERFLOW_METRICS`, such as `{"loss": 0.3, "epoch": 1}`, with
/// `NaN` and `Infinity` as Python writes them. An object may go over several lines. A line that is
/// wrong ends the object it is in and no more: a torn line does not take the next one with it.
/// Holds the numbers of one object, in work proportional to what it is given.
final class MetricJson {

  private static final byte[] LINE_END = {'\n'};

  /// Takes what is found.
  interface Sink {
    /// An object that is complete.
    void object(MetricObject object);

    /// Lines that gave nothing.
    void skipped(SkippedLines lines);
  }

  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Sink sink;
  private @Nullable JsonParser parser;
  private @Nullable MetricObject open;

  MetricJson(Sink sink) {
    this.sink = sink;
  }

  /// Takes the next line that is not blank.
  void line(ByteLines.ByteLine line) {
    MetricObject before = open;
    String flaw = line.cut() ? "it is longer than 1 MiB" : read(line);
    if (!flaw.isEmpty() && before != null && open == before) {
      // The line may be whole by itself, and the one before it torn.
      abandon("its object breaks off in line " + line.number() + ": " + flaw);
      flaw = line.cut() ? flaw : read(line);
    }
    if (!flaw.isEmpty()) {
      parser = null;
      open = null;
      sink.skipped(new SkippedLines(1, line.number(), flaw));
    } else if (open != null) {
      open.lines++;
    }
  }

  /// Says that no line follows.
  void end() {
    abandon("its object has no end");
  }

  private void abandon(String reason) {
    if (open != null) {
      sink.skipped(new SkippedLines(open.lines, open.firstLine, reason));
    }
    parser = null;
    open = null;
  }

  /// What is wrong with a line, in a few words; empty where all of it was read.
  private String read(ByteLines.ByteLine line) {
    try {
      String flaw = read(line.bytes(), line.length(), line.number());
      if (!flaw.isEmpty()) {
        return flaw;
      }
    } catch (JacksonException e) {
      return open == null ? MetricObject.NONE : "it is not valid JSON: " + brief(e);
    }
    try {
      return read(LINE_END, 1, line.number());
    } catch (JacksonException e) {
      return open == null ? MetricObject.NONE : "it breaks off within a text";
    }
  }

  private static String brief(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage()).replaceAll("[\\s\\p{Cntrl}]+", " ");
    return message.length() > 120 ? message.substring(0, 120) + "…" : message;
  }

  private String read(byte[] bytes, int length, long line) {
    if (parser == null) {
      parser = factory.createNonBlockingByteArrayParser(ObjectReadContext.empty());
    }
    JsonParser json = parser;
    ((ByteArrayFeeder) json.nonBlockingInputFeeder()).feedInput(bytes, 0, length);
    for (JsonToken token = json.nextToken();
        token != null && token != JsonToken.NOT_AVAILABLE;
        token = json.nextToken()) {
      MetricObject object = open;
      if (object == null) {
        if (token != JsonToken.START_OBJECT) {
          return MetricObject.NONE;
        }
        open = new MetricObject(line);
        continue;
      }
      String flaw = object.take(token, json);
      if (!flaw.isEmpty()) {
        return flaw;
      }
      if (object.isComplete()) {
        open = null;
        sink.object(object);
      }
    }
    return "";
  }
}
