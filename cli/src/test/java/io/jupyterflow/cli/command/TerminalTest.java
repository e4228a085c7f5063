package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.terminal.PseudoTerminal;
import io.jupyterflow.cli.terminal.Size;
import io.jupyterflow.cli.terminal.VirtualTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in a process of its own, on a real terminal.
class TerminalTest {

  private static final String ESCAPE = "\u001b[";

  private Sandbox sandbox;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
    environment.putAll(sandbox.variables);
    environment.put("LC_ALL", "C.UTF-8");
  }

  private PseudoTerminal open(Size size, String... words) throws IOException {
    return new PseudoTerminal(size, sandbox.work, environment, sandbox.program(words));
  }

  /// What a person sees once all of it was sent.
  private static List<String> screen(String sent, Size size) {
    VirtualTerminal terminal = new VirtualTerminal(size.columns(), size.rows());
    terminal.feed(sent);
    return terminal.text();
  }

  @Test
  void theTreeIsRedrawnInPlaceAndStaysOnceAtTheEnd() throws IOException, InterruptedException {
    sandbox.file("go", "");
    Files.delete(sandbox.work.resolve("go"));
    Size size = new Size(80, 24);
    try (PseudoTerminal terminal =
        open(
            size,
            "run",
            "-c",
            "echo hello >> sh -c 'until [ -e go ]; do sleep 0.05; done' >> true")) {
      String sent = terminal.await(text -> text.contains("1 of 3 jobs") && text.contains("Ctrl-C"));
      assertThat(sent).contains(ESCAPE + "?2026h", "hello");
      sandbox.file("go", "");
      assertThat(terminal.end()).isZero();
      List<String> screen = screen(terminal.text(), size);
      assertThat(screen).filteredOn(line -> line.contains("of 3 jobs")).hasSize(1);
      assertThat(screen).filteredOn(line -> line.contains("Ctrl-C")).isEmpty();
      assertThat(screen).anyMatch(line -> line.contains("3 of 3 jobs"));
      assertThat(screen.getLast()).contains("succeeded: 3 succeeded in ");
    }
  }

  @Test
  void aNewWindowSizeIsTakenIn() throws IOException, InterruptedException {
    Size wide = new Size(100, 30);
    Size narrow = new Size(40, 8);
    // not a sleep with them: it knows no such words, and ends
    String flow =
        "sh -c 'sleep 600' long={a-very-long-value-that-takes-many-columns-of-the-screen,2,3,4,5,6,7,8,9,10}";
    try (PseudoTerminal terminal = open(wide, "run", "-j", "10", "-c", flow)) {
      terminal.await(text -> text.contains("sh-10") && text.contains("Ctrl-C"));
      int before = terminal.text().length();
      terminal.resize(narrow);
      String after =
          terminal
              .await(text -> text.indexOf("Ctrl-C", before) > 0 && text.endsWith("l"))
              .substring(before);
      List<String> frame = screen(after.substring(after.indexOf('J') + 1), narrow);
      assertThat(frame).hasSizeLessThan(narrow.rows());
      assertThat(frame).allMatch(line -> line.length() < narrow.columns());
      terminal.type("\u0003");
      assertThat(terminal.end()).isEqualTo(130);
    }
  }

  @Test
  void ctrlCStopsALocalRunAndTheLastLineSaysSo() throws IOException, InterruptedException {
    Size size = new Size(80, 24);
    try (PseudoTerminal terminal =
        open(size, "run", "-c", "echo begun-$((0+1)); sleep 600 >> true")) {
      // only what the job itself prints tells that it has begun
      terminal.await(text -> text.contains("begun-1") && text.contains("Ctrl-C"));
      terminal.type("\u0003");
      assertThat(terminal.end()).isEqualTo(130);
      List<String> screen = screen(terminal.text().replace("^C", ""), size);
      // the last line is longer than the window, and the terminal breaks it
      String last = String.join("", screen.subList(screen.size() - 2, screen.size()));
      assertThat(last).contains("stopped: 2 stopped").endsWith("--failed");
    }
    assertThat(sandbox.run("ps", "-o", "name", "--state", "running").out()).isEmpty();
  }

  @Test
  void noColorAndDumbTerminalsGetNoColours() throws IOException, InterruptedException {
    for (Map.Entry<String, String> variable : Map.of("NO_COLOR", "1", "TERM", "dumb").entrySet()) {
      environment.remove("NO_COLOR");
      environment.remove("TERM");
      environment.put(variable.getKey(), variable.getValue());
      try (PseudoTerminal terminal = open(new Size(80, 24), "run", "-c", "true")) {
        assertThat(terminal.end()).isZero();
        assertThat(terminal.text())
            .doesNotContainPattern("\u001b\\[[0-9;]*m")
            .contains("succeeded");
      }
    }
  }

  @Test
  void aDumbTerminalGetsPlainLines() throws IOException, InterruptedException {
    environment.put("TERM", "dumb");
    try (PseudoTerminal terminal = open(new Size(80, 24), "run", "-c", "echo hello")) {
      assertThat(terminal.end()).isZero();
      assertThat(terminal.text()).doesNotContain("\u001b").contains("echo | hello");
    }
  }

  @Test
  void withoutATerminalThereAreOnlyPlainLines() {
    assertThat(sandbox.run("run", "-c", "echo hello").err())
        .doesNotContain("\u001b", "\r")
        .contains("echo | hello\n");
  }

  @Test
  void thousandsOfJobsFitTheScreen() throws IOException, InterruptedException {
    Size size = new Size(80, 20);
    try (PseudoTerminal terminal =
        open(size, "run", "-c", "prep=1 true >> sleep 600.{1..10000} >> echo")) {
      terminal.await(text -> text.contains("running") && text.contains("Ctrl-C"));
      terminal.type("\u0003");
      assertThat(terminal.end()).isEqualTo(130);
      List<String> screen = screen(terminal.text().replace("^C", ""), size);
      assertThat(screen).hasSizeLessThanOrEqualTo(size.rows() + 3);
      assertThat(screen).anyMatch(line -> line.contains("of 10,002 jobs"));
    }
  }
}
