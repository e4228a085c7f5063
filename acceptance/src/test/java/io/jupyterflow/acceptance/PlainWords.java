package io.jupyterflow.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of `plain-words.txt`, which a plain writer does not use, and where a text has them.
final class PlainWords {

  /// A space of a rule: white space, also the break between two lines of a comment, or between two
  /// parts of a string.
  private static final String SPACE = "[\\s/#+\"]+";

  /// Code in which only comments and strings are prose. The first group is a string, a character or
  /// a comment.
  private static final Pattern JAVA =
      Pattern.compile(
          "(\"\"\".*?\"\"\"|\"[^\"\\\\\n]*(?:\\\\.[^\"\\\\\n]*)*\"|'(?:\\\\[^\n]|[^'\\\\\n])[^'\n]*'"
              + "|//[^\n]*|/\\*.*?\\*/)"
              + "|[^\\s+\"]",
          Pattern.DOTALL);

  /// What is not prose in Markdown: blocks of code, and the mark of a heading.
  private static final Pattern MARKDOWN =
      Pattern.compile("^```.*?^```$|^#+", Pattern.DOTALL | Pattern.MULTILINE);

  private record Rule(Pattern pattern, String better) {}

  private final List<Rule> rules;

  private PlainWords(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// Reads the rules.
  static PlainWords read() {
    List<Rule> rules = new ArrayList<>();
    try (InputStream in = PlainWords.class.getResourceAsStream("plain-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("plain-words.txt is not in the build");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        int arrow = line.indexOf(" => ");
        if (!line.startsWith("#") && arrow > 0) {
          String pattern = line.substring(0, arrow).replace(" ", SPACE);
          rules.add(
              new Rule(
                  Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), line.substring(arrow + 4)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PlainWords(rules);
  }

  int size() {
    return rules.size();
  }

  /// What to change in a file: for each finding a line with its place, the words, and better ones.
  ///
  /// @param name of the file; its ending tells which part of the text is prose
  List<String> findings(String name, String text) {
    String prose = prose(name, text);
    List<String> found = new ArrayList<>();
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern().matcher(prose);
      while (matcher.find()) {
        long line = 1 + prose.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
        String words = matcher.group().replaceAll("\\s+", " ").strip();
        found.add(name + ":" + line + ": \"" + words + "\", better: " + rule.better());
      }
    }
    return found;
  }

  /// The text with everything blanked out that is not prose. Line breaks stay.
  private static String prose(String name, String text) {
    if (name.endsWith(".md")) {
      return MARKDOWN.matcher(text).replaceAll(part -> part.group().replaceAll("[^\n]", "\0"));
    }
    if (name.endsWith(".java")) {
      return JAVA.matcher(text)
          .replaceAll(
              part -> Matcher.quoteReplacement(part.group(1) == null ? "\0" : part.group()));
    }
    return text;
  }
}
