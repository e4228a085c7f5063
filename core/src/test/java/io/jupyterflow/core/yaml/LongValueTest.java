package io.jupyterflow.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// The YAML library copies all it looks ahead at each time it reads on: so it reads once, however
/// long a value is.
class LongValueTest {

  private static final class CountingReader extends Reader {
    private final Reader text;
    private int reads;

    CountingReader(String text) {
      this.text = new StringReader(text);
    }

    @Override
    public int read(char[] chars, int from, int length) throws IOException {
      reads++;
      return text.read(chars, from, length);
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: %s", "a: '%s'", "a: \"%s\"", "a: |\n  %s", "a: >\n  %s", "a: b # %s", "%s"})
  void aValueOfMegabytesIsReadAtOnce(String form) {
    String text = form.formatted("x".repeat(4 << 20)) + "\n";
    LoadSettings settings = YamlReader.settings("f", text);
    CountingReader reader = new CountingReader(text);
    ParserImpl events = new ParserImpl(settings, new StreamReader(settings, reader));
    int scalars = 0;
    while (events.hasNext()) {
      scalars += events.next() instanceof org.snakeyaml.engine.v2.events.ScalarEvent ? 1 : 0;
    }
    assertThat(scalars).isPositive();
    assertThat(reader.reads).as("the text, and its end").isLessThanOrEqualTo(2);
  }
}
