package io.jupyterflow.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSanitizerTest {

  @Test
  void coloursStayAndAreEndedWhereThereAreColours() {
    assertThat(TerminalSanitizer.line("\u001b[31mred", Style.COLORED))
        .isEqualTo("\u001b[31mred\u001b[0m");
    assertThat(TerminalSanitizer.line("\u001b[31mred\u001b[0m", Style.PLAIN)).isEqualTo("red");
  }

  @Test
  void nothingMovesTheCursorOrChangesTheTitle() {
    assertThat(TerminalSanitizer.line("a\u001b[2J\u001b[1;1Hb\u0007\b", Style.COLORED))
        .isEqualTo("ab");
    assertThat(TerminalSanitizer.line("\u001b]0;title\u0007text", Style.COLORED)).isEqualTo("text");
    assertThat(TerminalSanitizer.line("\u001b]8;;x\u001b\\link", Style.COLORED)).isEqualTo("link");
    assertThat(TerminalSanitizer.line("end\u001b", Style.COLORED)).isEqualTo("end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[?4m",
        "\u001b[>4;2m",
        "\u001b[4 m",
        "\u001b[1$m",
        "\u001b[<m",
        "\u001b[2J",
        "\u001b[?1049h",
        "\u001b[6n",
        "\u001bc",
        "\u001b7",
        "\u001b(0",
        "\u001b#8",
        "\u001b%G",
        "\u001b]0;title\u0007",
        "\u001b]52;c;Z2V0\u001b\\",
        "\u001bP1$r0m\u001b\\",
        "\u001b_apc\u001b\\",
        "\u001b^pm\u001b\\",
        "\u001bXsos\u001b\\",
        "\u009b31m",
        "\u009d0;title\u009c",
        "\u0090q\u009c",
        "\u0085",
        "\u008d",
        "\b",
        "\u0007",
        "\u000b",
        "\u000c",
        "\u000e",
        "\u007f",
        "\r",
        "\u202e",
        "\u202a",
        "\u202c",
        "\u2066",
        "\u2069",
        "\u200e",
        "\u200f",
        "\u061c",
        "\u200b",
        "\u2028",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\udb40\udc41"
      })
  void nothingButColoursPasses(String sequence) {
    for (Style style : Style.values()) {
      String text = "before" + sequence + "after";
      assertThat(TerminalSanitizer.line(text, style)).isEqualTo("beforeafter");
      assertThat(TerminalSanitizer.text(text, style)).isEqualTo("beforeafter");
    }
    assertThat(TerminalSanitizer.cell("a" + sequence + "b"))
        .matches("a(\\\\[rnt]|\\\\u[0-9a-f]{4}|[ -~])+b");
  }

  @Test
  void aSequenceThatIsCutOffSwallowsNothing() {
    assertThat(TerminalSanitizer.line("a\u001b]0;text", Style.COLORED)).isEqualTo("a0;text");
    assertThat(TerminalSanitizer.line("a\u001b[31", Style.COLORED)).isEqualTo("a");
    assertThat(TerminalSanitizer.line("a\u001b[3\u001b[31mb", Style.COLORED))
        .isEqualTo("a\u001b[31mb\u001b[0m");
    assertThat(TerminalSanitizer.line("a\u001b[3학습", Style.COLORED)).isEqualTo("a학습");
    assertThat(TerminalSanitizer.text("\u001b]0;one\ntwo\u0007", Style.COLORED))
        .isEqualTo("0;one\ntwo");
  }

  @Test
  void ordinaryTextOfAnyScriptComesBackAsItIs() {
    for (String text :
        List.of(
            "",
            "epoch=1 loss=0.5",
            "a\tb",
            "학습률 0.1 정확도",
            "e\u0301",
            "مى\u200cخواهم",
            "👩\u200d💻 ❤\ufe0f",
            "\ud840\udc00",
            "█▉▊ 33%|",
            "\u00a0x")) {
      assertThat(TerminalSanitizer.line(text, Style.PLAIN)).isSameAs(text);
      assertThat(TerminalSanitizer.text(text, Style.COLORED)).isSameAs(text);
      assertThat(TerminalSanitizer.cell(text)).isEqualTo(text.replace("\t", "\\t"));
    }
    String coloured = "\u001b[1;38:5:3mx\u001b[0m y\u001b[31mz\u001b[m";
    assertThat(TerminalSanitizer.line(coloured, Style.COLORED)).isSameAs(coloured);
  }

  @Test
  void oneLineStaysOneLine() {
    assertThat(TerminalSanitizer.line("a\nb\r\nc", Style.PLAIN)).isEqualTo("a\\nb\\nc");
    assertThat(TerminalSanitizer.text("a\nb\r\nc", Style.PLAIN)).isEqualTo("a\nb\r\nc");
    assertThat(TerminalSanitizer.output("1%\r2%\n", Style.PLAIN)).isEqualTo("1%\r2%\n");
    assertThat(TerminalSanitizer.cell("a\nb\r\nc\td\u001b[0m"))
        .isEqualTo("a\\nb\\r\\nc\\td\\u001b[0m");
  }

  @Test
  void coloursAreChosenByFlagThenVariableThenTerminal() {
    Map<String, String> quiet = Map.of("NO_COLOR", "1");
    assertThat(ColorChoice.AUTO.style(true, Map.of())).isEqualTo(Style.COLORED);
    assertThat(ColorChoice.AUTO.style(false, Map.of())).isEqualTo(Style.PLAIN);
    assertThat(ColorChoice.AUTO.style(true, quiet)).isEqualTo(Style.PLAIN);
    assertThat(ColorChoice.AUTO.style(true, Map.of("TERM", "dumb"))).isEqualTo(Style.PLAIN);
    assertThat(ColorChoice.ALWAYS.style(false, quiet)).isEqualTo(Style.COLORED);
    assertThat(ColorChoice.NEVER.style(true, Map.of())).isEqualTo(Style.PLAIN);
  }
}
