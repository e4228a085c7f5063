package io.jupyterflow.core.flow.text;

import io.jupyterflow.core.problem.SourceLocation;

/// Where a stretch of a text is in what the user wrote. A job's text in a file begins somewhere in
/// the middle of a line; only who read the file knows where.
public interface SourceMap {

  /// The place of `text.substring(start, end)`; `end` may equal `start`, then it is one column
  /// wide.
  SourceLocation of(int start, int end);

  /// These places for a text that begins at `offset` of this one.
  default SourceMap from(int offset) {
    return offset == 0 ? this : (start, end) -> of(start + offset, end + offset);
  }
}
