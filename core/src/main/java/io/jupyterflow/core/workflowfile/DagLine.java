package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.flow.text.SourceMap;
import java.util.Arrays;

/// A line of `dags`, ready for the operators of flows. Names hold no `>` and no comma, so here
/// `1>>2`, which the first JupyterFlow took, and `[2,3]` need no white space.
///
/// @param text with the white space that the operators want
/// @param places of that text in the file
record DagLine(String text, SourceMap places) {

  static DagLine of(String line, SourceMap places) {
    StringBuilder spaced = new StringBuilder(line.length() + 16);
    int[] origins = new int[line.length() * 3 + 1];
    int at = 0;
    while (at < line.length()) {
      boolean isArrow = line.startsWith(">>", at);
      int end = at + (isArrow ? 2 : 1);
      if (isArrow) {
        origins[spaced.length()] = at;
        spaced.append(' ');
      }
      for (int i = at; i < end; i++) {
        origins[spaced.length()] = i;
        spaced.append(line.charAt(i));
      }
      if (isArrow || line.charAt(at) == ',') {
        origins[spaced.length()] = end - 1;
        spaced.append(' ');
      }
      at = end;
    }
    origins[spaced.length()] = line.length();
    int[] known = Arrays.copyOf(origins, spaced.length() + 1);
    return new DagLine(
        spaced.toString(),
        (start, end) ->
            places.of(
                known[Math.clamp(start, 0, known.length - 1)],
                end > start
                    ? known[Math.clamp(end - 1, 0, known.length - 1)] + 1
                    : known[Math.clamp(start, 0, known.length - 1)]));
  }
}
