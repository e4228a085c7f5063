package io.jupyterflow.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/// A standard stream, and the only way to it: what jobs, names, values and files say goes through
/// here, and reaches a terminal as text and colors and nothing else, everyone who prints it. Used
/// by one thread.
public final class TextStream {

  private final PrintStream to;
  private final Style style;

  /// @param style how text looks there: without colors, no escape goes out at all
  public TextStream(PrintStream to, Style style) {
    this.to = to;
    this.style = style;
  }

  /// Prints one line, whatever is in it.
  public void line(String line) {
    to.println(TerminalSanitizer.line(line, style));
  }

  /// Prints text that has its line ends.
  public void text(String text) {
    to.print(TerminalSanitizer.text(text, style));
  }

  /// Prints a piece of a job's output where it stands alone: a carriage return stays, it goes back
  /// over the job's own line only.
  public void output(String text) {
    to.print(TerminalSanitizer.output(text, style));
  }

  /// Prints what changed between two frames, and flushes.
  public void draw(LiveRegion frames, List<String> above, List<String> frame) {
    drawn(frames.draw(above, frame));
  }

  /// Takes a new window size in, and flushes.
  public void resize(LiveRegion frames, Size size) {
    drawn(frames.resize(size));
  }

  /// Passes bytes on as they are: for a file or a program, never to a terminal.
  public void bytes(byte[] bytes) {
    to.write(bytes, 0, bytes.length);
  }

  public void flush() {
    to.flush();
  }

  /// Flushes.
  ///
  /// @return whether something could not be written, now or before
  public boolean isBroken() {
    return to.checkError();
  }

  /// How text looks there.
  public Style style() {
    return style;
  }

  private void drawn(String moves) {
    if (!moves.isEmpty()) {
      to.print(moves);
      to.flush();
    }
  }
}
