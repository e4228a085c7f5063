package io.jupyterflow.core.yaml;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Says what is wrong with YAML that can't be read, in words that don't need the specification.
final class SyntaxProblem {

  private SyntaxProblem() {}

  static Problem of(YamlEngineException e, YamlSource source) {
    return switch (e) {
      case MarkedYamlEngineException marked -> marked(marked, source);
      case ReaderException reader -> unprintable(reader, source);
      default ->
          Problem.error(
              "invalid-yaml",
              source.at(0, 0),
              "this is not YAML: " + firstLine(e),
              "check the file in an editor that knows YAML");
    };
  }

  private static Problem unprintable(ReaderException e, YamlSource source) {
    int at = source.index(e.getPosition());
    return Problem.error(
        "invalid-character",
        source.at(at, at + 1),
        "the character U+" + String.format("%04X", e.getCodePoint()) + " is not allowed in YAML",
        "remove it, or write it as \"\\x"
            + String.format("%02x", e.getCodePoint() & 0xff)
            + "\" if it is meant");
  }

  private static Problem marked(MarkedYamlEngineException e, YamlSource source) {
    int at = e.getProblemMark().or(e::getContextMark).map(source::index).orElse(0);
    String text = e.getProblem() == null ? "" : e.getProblem();
    SourceLocation place = source.at(at, at + 1);
    char c = at < source.text().length() ? source.text().charAt(at) : '\n';
    if (c == '\t' || text.contains("TAB")) {
      return problem(
          "tab",
          place,
          "a tab is where YAML needs spaces",
          "replace it by spaces: YAML indents with spaces only");
    }
    if (looksLikeFlow(place.text())) {
      return problem(
          "invalid-yaml",
          place,
          "a line of a flow with [ ] is a list to YAML",
          "quote the line: - \"a >> [b, c] >> d\"");
    }
    if (text.contains("mapping values are not allowed")) {
      return problem(
          "indentation",
          place,
          "a key can't stand here: the line is indented further than the one it belongs to, or its text has a colon",
          "indent it like the lines around it, or quote the text if the colon is part of it");
    }
    if (text.contains("end of stream") && in(e, "quoted")) {
      int open = e.getContextMark().map(source::index).orElse(at);
      return problem(
          "unclosed-quote",
          source.at(open, open + 1),
          "the quote is never closed",
          "close it, or quote the whole value with the other kind of quote");
    }
    if (in(e, "flow sequence") || in(e, "flow mapping")) {
      boolean list = in(e, "flow sequence");
      int open = e.getContextMark().map(source::index).orElse(at);
      return problem(
          "unclosed-bracket",
          source.at(open, open + 1),
          list
              ? "the list in [ ] that begins here goes wrong on line " + place.line()
              : "the mapping in { } that begins here goes wrong on line " + place.line(),
          "separate its parts with commas and close it with "
              + (list ? "]" : "}")
              + ", or quote the text if the bracket is part of it");
    }
    if (in(e, "block mapping") || in(e, "block collection") || text.contains("<block end>")) {
      return problem(
          "indentation",
          place,
          "this line doesn't fit the ones before it",
          "indent the keys of one mapping, and the - of one list, by the same number of spaces");
    }
    if (text.contains("could not find expected ':'")) {
      return problem(
          "missing-colon",
          place,
          "the line before this one is neither a key nor a value",
          "write key: value, or indent text that goes on");
    }
    if (text.contains("cannot start any token")
        || in(e, "alias")
        || in(e, "anchor")
        || in(e, "directive")
        || in(e, "tag")) {
      return problem(
          "needs-quotes",
          place,
          "a value can't begin with "
              + (c == '\n' ? "this" : String.valueOf(c))
              + " unless it is quoted",
          "put the whole value in double quotes");
    }
    return problem(
        "invalid-yaml",
        place,
        "this is not YAML: " + (text.isEmpty() ? firstLine(e) : text),
        "check the quotes, brackets and indentation around it");
  }

  private static boolean in(MarkedYamlEngineException e, String part) {
    return e.getContext() != null && e.getContext().contains(part);
  }

  private static boolean looksLikeFlow(String line) {
    return line.contains(">>") && line.contains("[");
  }

  private static String firstLine(YamlEngineException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static Problem problem(String code, SourceLocation place, String message, String hint) {
    return Problem.error(code, place, message, hint);
  }
}
