package io.jupyterflow.core.yaml;

import io.jupyterflow.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads one YAML document. Any text at all has an answer, in work bounded by its length.
public final class YamlReader {

  /// Far above any file a person or their script writes.
  private static final int LONGEST_TEXT = 32 << 20;

  private static final int SMALLEST_BUFFER = 1024;

  private YamlReader() {}

  /// A file that was read.
  public record YamlFile(YamlSource source, YamlNode root) {}

  /// The document of a file.
  ///
  /// @param name what the file is called in messages
  /// @param problems gets what is wrong: YAML that can't be read, no or several documents, equal
  ///   keys in one mapping
  /// @return nothing where the file can't be read at all, or is empty
  public static Optional<YamlFile> read(String name, String content, List<Problem> problems) {
    YamlSource source = new YamlSource(name, normalized(content));
    if (content.length() > LONGEST_TEXT) {
      problems.add(
          Problem.error(
              "file-too-large",
              source.at(0, 0),
              "the file has more than 32 MiB",
              "write repeated jobs as a sweep"));
      return Optional.empty();
    }
    NodeBuilder builder = new NodeBuilder(source, problems);
    LoadSettings settings = settings(name, source.text());
    int reached = 0;
    try {
      ParserImpl events = new ParserImpl(settings, new StreamReader(settings, source.text()));
      boolean more = true;
      while (more && events.hasNext()) {
        Event event = events.next();
        more = builder.accept(event);
        reached = event.getEndMark().map(source::index).orElse(reached);
      }
    } catch (YamlEngineException e) {
      problems.add(SyntaxProblem.of(e, source));
      return Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // the library's scanner fails so on escapes that the file's end cuts off, or of no character
      problems.add(
          Problem.error(
              "invalid-yaml",
              source.at(reached, reached + 1),
              "the value that begins here has an escape that stands for no character",
              "write \\\\ for a backslash in double quotes, or use single quotes"));
      return Optional.empty();
    }
    return builder.root().map(root -> new YamlFile(source, root));
  }

  /// The text is read at once: the library copies what it looks ahead at each time it reads on, and
  /// a value of some megabytes would take the square of its length.
  static LoadSettings settings(String name, String text) {
    return LoadSettings.builder()
        .setLabel(name)
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(Math.max(SMALLEST_BUFFER, text.length() + 2))
        .build();
  }

  /// Without a byte order mark, and with line ends that count as such everywhere: a lone CR, as old
  /// editors wrote, becomes LF, which keeps every index.
  private static String normalized(String content) {
    String text = content.startsWith("\ufeff") ? content.substring(1) : content;
    if (text.indexOf('\r') < 0) {
      return text;
    }
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] == '\r' && (i + 1 == chars.length || chars[i + 1] != '\n')) {
        chars[i] = '\n';
      }
    }
    return new String(chars);
  }
}
