package io.jupyterflow.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Draws changing lines at the bottom of a terminal's text, while other lines scroll away above
/// them. Makes text only, one piece for each frame, to be written at once: what did not change is
/// not written again, and terminals that can show the frame in one step. Used by one thread.
public final class LiveRegion {

  private static final String BEGIN = "\u001b[?2026h";
  private static final String END = "\u001b[?2026l";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final Style style;
  private List<String> shown = List.of();
  private int columns;

  /// @param style what of colors stays in lines; nothing else in them reaches the terminal
  public LiveRegion(Size size, Style style) {
    this.columns = size.columns();
    this.style = style;
  }

  /// The text that turns the last frame into this one. The cursor then is at the start of the line
  /// below the frame.
  ///
  /// @param above lines that go above the frame and stay, of any length
  /// @param frame the lines of the frame; each is cut to the width, the caller keeps their number
  ///   below the height
  /// @return empty where nothing changed
  String draw(List<String> above, List<String> frame) {
    List<String> next = fitted(frame);
    if (above.isEmpty() && next.equals(shown)) {
      return "";
    }
    StringBuilder out = new StringBuilder(BEGIN);
    up(out, shown.size());
    if (above.isEmpty()) {
      change(out, next);
    } else {
      for (String line : above) {
        out.append(TerminalSanitizer.line(line, style)).append(CLEAR_LINE).append('\n');
      }
      write(out, next);
    }
    shown = next;
    return out.append(END).toString();
  }

  /// Takes a new window size in: the terminal may have broken the lines of the frame again, so all
  /// of it is cleared and drawn again by the next [#draw].
  ///
  /// @return the text that clears the frame
  String resize(Size size) {
    int rows = 0;
    for (String line : shown) {
      rows += Math.max(1, (TextWidth.of(line) + size.columns() - 1) / size.columns());
    }
    columns = size.columns();
    shown = List.of();
    StringBuilder out = new StringBuilder();
    up(out, rows);
    return out.append(CLEAR_BELOW).toString();
  }

  /// Forgets the frame: it stays where it is, and the next one is drawn below.
  public void leave() {
    shown = List.of();
  }

  private List<String> fitted(List<String> frame) {
    List<String> fitted = new ArrayList<>(frame.size());
    for (String line : frame) {
      // a tab takes as many cells as nobody knows
      String shown = TerminalSanitizer.line(line, style).replace('\t', ' ');
      fitted.add(TextWidth.cut(shown, Math.max(1, columns - 1)));
    }
    return fitted;
  }

  private void change(StringBuilder out, List<String> next) {
    for (int i = 0; i < next.size(); i++) {
      if (i >= shown.size() || !shown.get(i).equals(next.get(i))) {
        out.append(next.get(i)).append(CLEAR_LINE);
      }
      out.append('\n');
    }
    if (next.size() < shown.size()) {
      out.append(CLEAR_BELOW);
    }
  }

  private static void write(StringBuilder out, List<String> next) {
    for (String line : next) {
      out.append(line).append(CLEAR_LINE).append('\n');
    }
    out.append(CLEAR_BELOW);
  }

  private static void up(StringBuilder out, int rows) {
    out.append('\r');
    if (rows > 0) {
      out.append("\u001b[").append(rows).append('A');
    }
  }
}
