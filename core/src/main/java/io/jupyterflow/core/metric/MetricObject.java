package io.jupyterflow.core.metric;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The numbers of one JSON object, token by token. The `loss` of an object `eval` in it is called
/// `eval.loss`; texts, lists and truth values are left out.
final class MetricObject {

  /// What is wrong with anything else.
  static final String NONE = "it is not a JSON object";

  private static final int MOST_NUMBERS = 10_000;
  private static final int LONGEST_NAME = 1_000;

  /// The line it begins in.
  final long firstLine;

  /// How many lines it has so far, blank ones not counted.
  long lines;

  private final Map<String, Double> numbers = new LinkedHashMap<>();
  private final Deque<String> prefixes = new ArrayDeque<>();
  private String name = "";
  private int lists;
  private boolean hasOther;
  private boolean complete;

  MetricObject(long firstLine) {
    this.firstLine = firstLine;
  }

  /// In order; a name's last counts.
  Map<String, Double> numbers() {
    return numbers;
  }

  /// Whether it has values, and none of them is a number.
  boolean hasOnlyOther() {
    return hasOther && numbers.isEmpty();
  }

  boolean isComplete() {
    return complete;
  }

  /// Takes what follows its opening brace.
  ///
  /// @param json is at the token
  /// @return what is wrong with it; empty where nothing is
  String take(JsonToken token, JsonParser json) {
    boolean begins = token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT;
    boolean ends = token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT;
    if (lists > 0) {
      if (begins || ends) {
        lists += begins ? 1 : -1;
      }
    } else if (token == JsonToken.START_ARRAY) {
      lists = 1;
      hasOther = true;
    } else if (begins) {
      prefixes.push(name + '.');
    } else if (ends) {
      complete = prefixes.isEmpty();
      prefixes.poll();
    } else if (token == JsonToken.PROPERTY_NAME) {
      name = prefixes.isEmpty() ? json.currentName() : prefixes.peek() + json.currentName();
      return name.length() > LONGEST_NAME ? "a name in it is too long" : "";
    } else if (token.isNumeric()) {
      numbers.put(name, json.getDoubleValue());
      return numbers.size() > MOST_NUMBERS ? "it has more than 10,000 numbers" : "";
    } else {
      hasOther = true;
    }
    return "";
  }
}
