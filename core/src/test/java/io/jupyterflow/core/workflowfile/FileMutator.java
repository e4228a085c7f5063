package io.jupyterflow.core.workflowfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes files out of valid ones: bytes, tokens and lines are changed, moved and repeated.
final class FileMutator {

  private static final List<String> VALID =
      List.of(
          "jobs:\n- python main.py\n",
          "version: 1\nname: w\njobs:\n- a.py\n- b.py\n- c.py\ncmd_mode: shell\ndags:\n- 1 >> 2\n- 2 >> 3\n",
          """
          name: ml-pipeline
          defaults: {cpu: 1, memory: 2Gi}
          jobs:
          - prep.py
          - name: train
            run: python train.py epoch={epoch} dropout={dropout}
            sweep: {epoch: [10, 20], dropout: {from: 0.1, to: 0.5, step: 0.1}}
            gpu: 1
            memory: 8Gi
            retries: {limit: 2, on: [oom, preempted], memory: x2}
            timeout: 2h
            env: {SEED: "7"}
            metrics: {loss: 'loss: ([0-9.]+)'}
          - {name: report, run: report.ipynb, needs: [train]}
          dags: [prep >> train >> report]
          schedule: "0 3 * * *"
          """,
          """
          x: &a {run: "a.py \\u00e9 \\"q\\"", env: &e {A: 1}}
          jobs:
          - <<: *a
            name: 한글
          - run: |
              cd src
              make {1..3}
          - run: >-
              folded text
              goes on $HOME
          - 'it''s.py'
          dags: "1 >> [2, 3] >> 4"
          """,
          """
          jobs:
          - |
            # it's a comment
            rm -rf out
            cat <<'EOF' | tr a b
            it's {text}
            EOF
            for x in 1 2
            do
              train.py x={a,b} $x # don't
            done
          - run: |
              python x.py \\
                --lr 0.1
              f() {
                echo a, b
              }
          """);

  private static final List<String> TOKENS =
      List.of(
          "\n",
          "  ",
          "\t",
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          ",",
          "#",
          "&a ",
          "*a",
          "<<: *a",
          "!!str ",
          "!x ",
          "|\n",
          ">-\n",
          "\"",
          "'",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "? ",
          "~",
          ">>",
          " >> ",
          "\\",
          "\r",
          "\r\n",
          "\u0000",
          "\u0007",
          "\u0085",
          "\u2028",
          "\ufeff",
          "😀",
          "{a,b}",
          "<<E\n",
          "\n  E\n",
          " # it's\n",
          "\n    -x ",
          "cmd_mode: exec",
          "cmd_mode: shell",
          "version: 1",
          "{1..5}",
          "{epoch}",
          "$(x)",
          "`",
          "1e999",
          "-1",
          "0x1F",
          ".inf",
          "999999999999999999999",
          "1_000",
          "from: 1",
          "to: 1e9",
          "step: 0",
          "jobs:",
          "dags:",
          "name:",
          "run:",
          "sweep:",
          "needs:",
          "retries:",
          "timeout:",
          "x2",
          "2h",
          "8Gi",
          "=",
          "@daily",
          "*/5 * * * *",
          "；",
          "“");

  private final Random random;

  FileMutator(Random random) {
    this.random = random;
  }

  byte[] next() {
    StringBuilder text = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      change(text);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private void change(StringBuilder text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(20));
    switch (random.nextInt(9)) {
      case 0 -> text.delete(from, to);
      case 1, 2 -> text.insert(from, TOKENS.get(random.nextInt(TOKENS.size())));
      case 3 -> text.replace(from, to, TOKENS.get(random.nextInt(TOKENS.size())));
      case 4 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
      case 5 -> text.insert(from, text.substring(from, to).repeat(random.nextInt(60)));
      case 6 -> text.setLength(from);
      case 7 -> lines(text);
      default -> {
        String other = VALID.get(random.nextInt(VALID.size()));
        text.insert(from, other.substring(random.nextInt(other.length())));
      }
    }
  }

  /// Moves a line, or indents it otherwise.
  private void lines(StringBuilder text) {
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    if (lines.isEmpty()) {
      return;
    }
    String line = lines.remove(random.nextInt(lines.size()));
    String moved = random.nextBoolean() ? line : " ".repeat(random.nextInt(6)) + line.strip();
    lines.add(random.nextInt(lines.size() + 1), moved);
    text.setLength(0);
    text.append(String.join("\n", lines)).append('\n');
  }
}
