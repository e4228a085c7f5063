package io.jupyterflow.core.problem;

/// Where in what the user wrote a problem lies.
///
/// @param source what the text is called in messages: `-c` or a file's name as the user gave it
/// @param line counted from 1
/// @param column counted from 1, in Unicode code points
/// @param length how many code points the caret line underlines, at least 1
/// @param text the whole line, without its line end
public record SourceLocation(String source, int line, int column, int length, String text) {

  public SourceLocation {
    if (line < 1 || column < 1 || length < 1) {
      throw new IllegalArgumentException("line, column and length count from 1");
    }
  }

  /// `file:line:column`, the form editors and terminals turn into a link.
  @Override
  public String toString() {
    return source + ":" + line + ":" + column;
  }
}
