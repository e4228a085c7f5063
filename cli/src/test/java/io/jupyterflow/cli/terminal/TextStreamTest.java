package io.jupyterflow.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bytes of any kind, sent through the one door to a terminal that takes text and colours only.
class TextStreamTest {

  /// What sequences are made of, and what terminals take for more than text.
  private static final List<String> PARTS =
      List.of(
          "\u001b",
          "\u001b[",
          "\u001b]",
          "\u001bP",
          "\u001b_",
          "\u001b\\",
          "\u0007",
          "\u009b",
          "\u009d",
          "\u0090",
          "\u009c",
          "\u0085",
          "[",
          "]",
          "?",
          ">",
          "=",
          "!",
          " ",
          "$",
          "0",
          "1",
          "4",
          "31",
          ";",
          ":",
          "m",
          "J",
          "H",
          "A",
          "h",
          "l",
          "q",
          "c",
          "\b",
          "\r",
          "\n",
          "\t",
          "\u0000",
          "\u0018",
          "\u000e",
          "\u007f",
          "\u202e",
          "\u2066",
          "\u200b",
          "\ufeff",
          "\udb40\udc41",
          "\ud83d",
          "\ude00",
          "é",
          "학",
          "x",
          "text");

  private static String soup(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }

  private static String bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(48)];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i += 1 + random.nextInt(4)) {
      bytes[i] = (byte) "\u001b[]?;1mJ".charAt(random.nextInt(8));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String sent(TextStreamTest.Sending sending, Style style) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (PrintStream to = new PrintStream(sent, true, StandardCharsets.UTF_8)) {
      sending.to(new TextStream(to, style));
    }
    return sent.toString(StandardCharsets.UTF_8);
  }

  private interface Sending {
    void to(TextStream stream);
  }

  @Test
  void aTerminalGetsOnlyTextAndColors() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      String text = random.nextBoolean() ? soup(random) : bytes(random);
      Style style = random.nextBoolean() ? Style.COLORED : Style.PLAIN;
      String line = sent(stream -> stream.line(text), style);
      checked(line, style, seed);
      assertThat(line.indexOf('\n')).as("seed %d", seed).isEqualTo(line.length() - 1);
      checked(sent(stream -> stream.text(text), style), style, seed);
      checked(sent(stream -> stream.output(text), style), style, seed);
    }
  }

  private static void checked(String sent, Style style, long seed) {
    VirtualTerminal terminal = new VirtualTerminal(40, 10);
    terminal.feed(sent);
    assertThat(terminal.isColored()).as("seed %d", seed).isFalse();
    assertThat(sent.codePoints())
        .as("seed %d", seed)
        .noneMatch(c ->
            (c == 0x1b && style == Style.PLAIN)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= 0xe0000 && c <= 0xe007f));
  }

  @Test
  void framesHoldLinesWhateverIsInThem() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      Size size = new Size(40, 10);
      VirtualTerminal terminal = new VirtualTerminal(size.columns(), size.rows());
      LiveRegion frames = new LiveRegion(size, Style.COLORED);
      String first = soup(random);
      String second = bytes(random);
      terminal.feed(
          sent(
              stream -> {
                stream.draw(frames, List.of(), List.of("head", first, "foot"));
                stream.draw(frames, List.of("above"), List.of("head", second, "foot"));
                stream.draw(frames, List.of(), List.of("end"));
              },
              Style.COLORED));
      assertThat(terminal.text()).as("seed %d", seed).containsExactly("above", "end");
    }
  }
}
