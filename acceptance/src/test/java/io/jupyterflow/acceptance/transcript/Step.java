package io.jupyterflow.acceptance.transcript;

import java.util.ArrayList;
import java.util.List;

/// One command of a transcript, its line in the Markdown file, and what it is said to print.
record Step(int line, String command, List<String> expected) {
  Step {
    expected = List.copyOf(expected);
  }

  /// The steps of a `console` block.
  static List<Step> of(Markdown.Block block) {
    List<Step> steps = new ArrayList<>();
    List<String> text = block.text();
    int i = 0;
    while (i < text.size()) {
      String line = text.get(i);
      if (!line.startsWith("$ ")) {
        throw new IllegalArgumentException(
            "line " + (block.line() + i) + ": a console block begins with '$ command': " + line);
      }
      int at = block.line() + i++;
      StringBuilder command = new StringBuilder(line.substring(2));
      while (i < text.size() && text.get(i).startsWith("> ")) {
        command.append('\n').append(text.get(i++).substring(2));
      }
      List<String> expected = new ArrayList<>();
      while (i < text.size() && !text.get(i).startsWith("$ ")) {
        expected.add(text.get(i++));
      }
      steps.add(new Step(at, command.toString(), expected));
    }
    return steps;
  }

  /// Whether this step only shows how the one before ended.
  boolean showsStatus() {
    return command.equals("echo $?");
  }
}
