package io.jupyterflow.acceptance.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The fenced blocks of a Markdown text.
public final class Markdown {
  private static final Pattern FENCE = Pattern.compile("^```([A-Za-z]*)\\s*$");
  private static final Pattern FILE = Pattern.compile("^<!-- file: (.+?) -->$");

  private Markdown() {}

  /// A fenced block: its language, the file it is to be written to (empty if none), the line of the
  /// Markdown where its text begins (from 1), and its text.
  public record Block(String language, String file, int line, List<String> text) {
    public Block {
      text = List.copyOf(text);
    }
  }

  /// All blocks in order.
  public static List<Block> blocks(List<String> lines) {
    List<Block> found = new ArrayList<>();
    String file = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = FILE.matcher(lines.get(i));
      Matcher fence = FENCE.matcher(lines.get(i));
      if (mark.matches()) {
        file = mark.group(1);
      } else if (fence.matches()) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).equals("```")) {
          end++;
        }
        found.add(new Block(fence.group(1), file, i + 2, lines.subList(i + 1, end)));
        file = "";
        i = end;
      }
    }
    return found;
  }
}
