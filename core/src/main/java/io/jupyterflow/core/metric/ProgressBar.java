package io.jupyterflow.core.metric;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A progress bar at the beginning of a line, behind which something else was printed: a bar that
/// is open on standard error and a `print` to standard output share one line of a job's output.
///
/// A bar shows how far it is (`33%`, `1/3`, `1 of 3`) and is drawn (`███`, `|## |`, `[==> ]`), or
/// has tqdm's times (`[00:01<00:02`, `[00:01, 3.00it/s`). It ends with a bracket, a percentage, a
/// time or a count, and where the next word is glued to it, with any number.
final class ProgressBar {

  private static final Pattern DRAWN =
      Pattern.compile(
          "[\\u2500-\\u259f\\u25a0-\\u25ff\\u2800-\\u28ff]"
              + "|\\|(?=.{4})[#=*>o.-]*+[0-9]?+ *+\\|"
              + "|\\[(?=.{4})[#=*>o.-]*+[0-9]?+[ .-]*+\\]");
  private static final Pattern PROGRESS =
      Pattern.compile("[0-9]%|[0-9][A-Za-z]?/[0-9]|[0-9] of [0-9]");
  private static final Pattern TIMES =
      Pattern.compile("\\[(?:[0-9]++:)?[0-9]++:[0-9]{2}(?:<|, [^,]*/)");
  private static final Pattern END =
      Pattern.compile("(?:[\\]|)%]|[0-9?-]:[0-9?-]{2}|[0-9]/[0-9.]++[A-Za-z]?+)$");
  private static final Pattern GLUED_END =
      Pattern.compile("^[0-9?-](?:[0-9.:/?-]|e[+-](?=[0-9]))*+(?:[mun]?+s/step)?+");

  private ProgressBar() {}

  /// Where the `name=number` words behind a bar begin.
  ///
  /// @param line without colors
  /// @return -1 where the line begins with no bar, or something else stands after it
  static int wordsBehind(String line) {
    int words = -1;
    int end = endBeforeBlanks(line, line.length());
    while (end > 0) {
      int start = startOfWord(line, end);
      if (MetricLine.isWord(line, start, end)) {
        words = start;
        end = endBeforeBlanks(line, start);
        continue;
      }
      int glued = endOfBar(line, start, end);
      boolean isGlued = glued > start && MetricLine.isWord(line, glued, end);
      if (isGlued) {
        words = glued;
        end = glued;
      }
      return words >= 0 && is(line.substring(0, end), isGlued) ? words : -1;
    }
    return -1;
  }

  private static boolean is(String bar, boolean glued) {
    return (glued || END.matcher(bar).find())
        && ((DRAWN.matcher(bar).find() && PROGRESS.matcher(bar).find())
            || (bar.endsWith("]") && TIMES.matcher(bar).find()));
  }

  /// Where in a word the bar ends and the next word begins, if both are in it.
  private static int endOfBar(String line, int start, int end) {
    for (int at = end - 1; at >= start; at--) {
      if ("]|)%".indexOf(line.charAt(at)) >= 0) {
        return at + 1;
      }
    }
    Matcher number = GLUED_END.matcher(line).region(start, end);
    return number.find() ? number.end() : start;
  }

  private static int startOfWord(String line, int end) {
    int at = end;
    while (at > 0 && !MetricLine.isBlank(line.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static int endBeforeBlanks(String line, int end) {
    int at = end;
    while (at > 0 && MetricLine.isBlank(line.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
