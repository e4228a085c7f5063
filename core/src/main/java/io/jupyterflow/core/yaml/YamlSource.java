package io.jupyterflow.core.yaml;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.flow.text.SourceText;
import io.jupyterflow.core.problem.SourceLocation;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// The text of a YAML file and the places in it.
public final class YamlSource {

  private final String name;
  private final String text;
  private final SourceText places;

  /// The char index of each code point, or empty where they are the same.
  private final int[] chars;

  YamlSource(String name, String text) {
    this.name = name;
    this.text = text;
    this.places = new SourceText(name, text);
    this.chars = chars(text);
  }

  private static int[] chars(String text) {
    int points = text.codePointCount(0, text.length());
    if (points == text.length()) {
      return new int[0];
    }
    int[] chars = new int[points + 1];
    int at = 0;
    for (int i = 0; i < points; i++) {
      chars[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    chars[points] = at;
    return chars;
  }

  /// What the file is called in messages.
  public String name() {
    return name;
  }

  String text() {
    return text;
  }

  int index(Mark mark) {
    return index(mark.getIndex());
  }

  int index(int codePoint) {
    int length = chars.length == 0 ? text.length() : chars.length - 1;
    int at = Math.clamp(codePoint, 0, length);
    return chars.length == 0 ? at : chars[at];
  }

  SourceLocation at(int start, int end) {
    return places.of(start, end);
  }

  /// The place of a node: all of a value, but only the first line of a list or mapping.
  public SourceLocation of(YamlNode node) {
    int end = Math.max(node.start(), node.end());
    while (end > node.start() && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return places.of(node.start(), end);
  }

  /// Where the characters of a value's text lie.
  public SourceMap within(YamlNode.Scalar scalar) {
    return new ScalarPlaces(this, scalar);
  }
}
