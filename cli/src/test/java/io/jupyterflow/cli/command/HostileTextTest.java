package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.terminal.VirtualTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What jobs, values, variables and files say, in every command that prints it: a terminal that
/// takes text and colours only must take all of it.
class HostileTextTest {

  private static final String HOSTILE =
      "\u001b[2J\u001b[?4m\u001b[>4;2m\u001b[4 m\u001b]0;owned\u0007\u009b1m\u009d0;t\u009c"
          + "\b\u202e\u2066\u200b\u001b[31mred";

  private static final List<String> EVERYWHERE =
      List.of(
          "ps -o wide",
          "show @last",
          "show @last -o wide",
          "show @last -o json",
          "show @last -o yaml",
          "show @last -o name",
          "logs @last",
          "logs -f @last",
          "logs @last/sh-1",
          "why @last",
          "why @last sh-1",
          "watch @last",
          "watch @last -o json",
          "watch @last -o yaml",
          "results @last",
          "results @last -o wide",
          "results @last -o csv",
          "results @last -o json",
          "results @last -o yaml",
          "results @last --plot loss:x",
          "config",
          "config -o yaml",
          "env show",
          "env show -o wide",
          "env show -o json",
          "doctor --engine local",
          "__complete logs @last");

  private Sandbox sandbox;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
    sandbox.isTerminal = true;
    sandbox.isOutputTerminal = true;
  }

  /// The text as it stands in double quotes.
  private static String yaml(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      out.append(String.format("\\u%04x", (int) text.charAt(i)));
    }
    return out.toString();
  }

  private Sandbox.Result harmless(String... words) {
    Sandbox.Result result = sandbox.run(words);
    for (String text : List.of(result.out(), result.err())) {
      VirtualTerminal terminal = new VirtualTerminal(80, 24);
      terminal.feed(text);
      assertThat(terminal.isColored()).as(String.join(" ", words)).isFalse();
      assertThat(text).as(String.join(" ", words)).doesNotContain("\u202e", "\u2066", "\u200b");
    }
    assertThat(result.code()).as(result.err()).isNotEqualTo(ExitCode.OUR_BUG);
    return result;
  }

  @Test
  void noCommandLetsItThrough() throws IOException {
    sandbox.variables.put("HOSTILE", HOSTILE);
    Files.writeString(
        sandbox.home.resolve(".jupyterflow.yaml"),
        "spec:\n  env:\n  - {name: A, value: \"\\e[2J\\u202e\"}\n");
    sandbox.file("say.sh", "printf '%s\\n' \"$1\"; printf 'loss=1\\n%s' \"$1\"; exit 3\n");
    String flow = "sh say.sh x={'" + HOSTILE + "','two\nlines\r\tand'} >> true '" + HOSTILE + "'";
    sandbox.file(
        "workflow.yaml",
        "jobs:\n- {name: sh, run: \"sh say.sh x={x}\", sweep: {x: [\""
            + yaml(HOSTILE)
            + "\", \"two\\nlines\\r\\tand\"]}}\n");
    for (String color : List.of("always", "never")) {
      harmless("run", "--color", color, "--dry-run", "-c", flow);
      harmless("run", "--color", color, "--dry-run");
      harmless("run", "--color", color, "-c", "no-such" + HOSTILE + " a");
      harmless("run", "--color", color, "-c", "a.py {" + HOSTILE + "}");
      harmless("run", "--color", color, "--engine", HOSTILE, "-c", "true");
      harmless("run", "--color", color, "--state" + HOSTILE);
      harmless("run", "--color", color, "-f", "no" + HOSTILE + ".yaml");
      harmless(HOSTILE, "--color", color);
      harmless("show", "--color", color, HOSTILE);
      Sandbox.Result followed = harmless("run", "--color", color);
      assertThat(followed.code()).as(followed.err()).isEqualTo(ExitCode.RUN_FAILED);
      for (String command : EVERYWHERE) {
        Sandbox.Result told = harmless((command + " --color " + color).split(" "));
        if (color.equals("never")) {
          // the live tree moves the cursor, without colours too
          String drawn = command.equals("watch @last") ? "\u001b\\[(\\?2026[hl]|\\d+A|K|J)" : "";
          assertThat((told.out() + told.err()).replaceAll(drawn, ""))
              .as(command)
              .doesNotContain("\u001b");
        }
      }
    }
  }

  @Test
  void aValueStaysInItsCellAndRow() throws IOException {
    sandbox.file(
        "workflow.yaml",
        "jobs:\n- {name: j, run: \"sh say.sh x={x}\", sweep: {x: [\"a\\nb\\r\\tc\\e[1m\"]}}\n");
    sandbox.file("say.sh", "echo loss=1\n");
    Sandbox.Result run = sandbox.run("run", "-q", "--color", "never");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    String spelled = "a\\nb\\r\\tc\\u001b[1m";
    assertThat(sandbox.run("results", "@last", "--color", "never").out()).contains(spelled);
    assertThat(sandbox.run("show", "@last", "-o", "wide", "--color", "never").out())
        .contains("x=" + spelled);
    assertThat(sandbox.run("results", "@last", "-o", "csv").out())
        .contains("\"a\nb\\r\tc\\u001b[1m\"");
  }

  @Test
  void theOutputOfOneJobIsItsBytesWhereNoTerminalReadsThem() throws IOException {
    sandbox.file("say.sh", "printf '\\033[2J\\033[31mred\\r50%%\\rend\\n'");
    Sandbox.Result run = sandbox.run("run", "-q", "-c", "sh say.sh");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.run("logs", "@last/say").out())
        .isEqualTo("\u001b[31mred\r50%\rend\n\u001b[0m");
    sandbox.isOutputTerminal = false;
    assertThat(sandbox.run("logs", "@last/say").out())
        .isEqualTo("\u001b[2J\u001b[31mred\r50%\rend\n");
  }
}
