package io.jupyterflow.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.notebook.Venv;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bars that are open on standard error while `print` writes to standard output.
class ProgressBarTest {

  private final List<MetricPoint> points = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        " 33%|███ | 1/3 [00:01<00:02]",
        "  0%|          | 0/3 [00:00<?, ?it/s]",
        "100%|##########| 3/3 [1:00:03<00:00,  3.02s/it]",
        "  0%|          | 0.00/3.00M [00:00<?, ?B/s]",
        "train:  50%|█████     | 1/2 [00:00<00:00, 9.9it/s, loss=0.3, lr=0.001]",
        "x=1 y=2:  50%|█████     | 1/2 [00:00<00:00, 9.9it/s, lrs=[0.1, 0.2]]",
        "3it [00:00, ?it/s]",
        "eval: 12batch [1:00:00, 3.31batch/s, loss=0.3]",
        "  0%|\u001b[32m          \u001b[0m| 0/2 [00:00<?, ?it/s]",
        " 12%|#2        |",
        "Epoch 3:  50%|█████     | 1/2",
        "\u001b[2KWorking \u001b[91m━━━━━━\u001b[0m\u001b[90m╺━━━━\u001b[0m \u001b[35m 50%\u001b[0m"
            + " \u001b[36m0:00:02\u001b[0m",
        "Working ━━━━━━━━━━━━━━━━   0% -:--:--",
        "|████████            | ▃▅▇ 1/2 [50%] in 0s (~0s, 5.0/s) ",
        " 33% (1 of 3) |####      | Elapsed Time: 0:00:01 ETA:   0:00:02",
        "  [############------------------------]   33%  00:00:02",
        "  [############------------------------]  33%",
        " 1/10 [==>...........................] - ETA: 0s - loss: 0.3000",
        "\u001b[1m1/10\u001b[0m \u001b[32m━━\u001b[0m\u001b[37m━━━━━━━━\u001b[0m"
            + " \u001b[1m0s\u001b[0m 5ms/step",
        "1/10 ━━━━━━━━━━━━━━━━━━━━ 0s 5ms/step - accuracy: 0.5000 - loss: 1.2e-04"
      })
  void wordsBehindABarCount(String bar) throws IOException {
    read(bar + "\r" + bar + "epoch=1 loss=0.5\nepoch=2 loss=0.25\r\n" + bar + "\n");

    assertThat(values()).containsExactly("epoch=1.0", "loss=0.5", "epoch=2.0", "loss=0.25");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo: x=1",
        "foo x=1",
        "[INFO] x=1",
        "[12:00:01] x=1",
        "[2026-01-01 12:00:00,123] x=1",
        "12:00:01 x=1",
        "33% x=1",
        "1/3 x=1",
        "(1/3) x=1",
        "step 1 of 3: x=1",
        "| loss | 0.5 | x=1",
        "[1, 2] x=1",
        "layer[3]x=1",
        "a.py:12: x=1",
        " 33%|███ | 1/3 [00:01<00:02, loss=0.3]",
        " 33%|███ | 1/3 [00:01<00:02], loss=0.3",
        " 33%|███ | 1/3 [00:01<00:02] best: x=1",
        " 33%|███ | 1/3 [00:01<00:02]x=1 done",
        " 33%|███ | 1/3 [00:01<00:02]x=1,",
        "1/10 ━━━━━━━━━━ 0s 5ms/step - loss: 0.3000 x=1",
        "2026-01-01 ──────── x=1"
      })
  void otherTextBeforeWordsIsNoBar(String line) throws IOException {
    read(line + "\n" + line + "\r" + line + "\r\n");

    assertThat(points).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          0/2 [00:00<?] %s
          [####      ] 40%% %s
           50%%|█████     | 1/2 [00:00<00:00] %s
          """)
  void numbersThatABarRedrawsAreItsOwn(String bar) throws IOException {
    read(
        bar.formatted("loss=0.5")
            + "\r"
            + bar.formatted("loss=0.4")
            + "\n"
            + bar.formatted("").strip()
            + "epoch=1\n");

    assertThat(values()).containsExactly("epoch=1.0");
  }

  @Test
  void aNestedBarGoesUpALine() throws IOException {
    String outer = "\router:   0%|          | 0/2 [00:00<?, ?it/s]";
    String inner = "\n\rinner:   0%|          | 0/2 [00:00<?, ?it/s]";
    read(
        outer
            + inner
            + "\u001b[Astep=0\nstep=1\n\n\r                            \u001b[Aepoch=0 loss=0.5\n");

    assertThat(values()).containsExactly("step=0.0", "step=1.0", "epoch=0.0", "loss=0.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u001b[G", "\u001b[1G", "\u001b[2K", "\u001b[1A\u001b[2K", "\u001b[2J\u001b[H"})
  void textThatABarDrewOverIsNotPartOfTheLine(String move) throws IOException {
    read("working …" + move + "epoch=1 loss=0.5\n");

    assertThat(values()).containsExactly("epoch=1.0", "loss=0.5");
  }

  @Test
  void erasingToTheEndOfTheLineIsNoMove() throws IOException {
    read("\u001b[01;31m\u001b[Kloss\u001b[m\u001b[K=0.5\nfoo: \u001b[Kx=1\n");

    assertThat(values()).containsExactly("loss=0.5");
  }

  @Test
  void aReturnIsKnownWhereverTheStreamIsCut() throws IOException {
    String text = " 33%|███ | 1/3 [00:01<00:02]epoch=1 loss=0.5\r\n".repeat(3);
    InputStream single =
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
          }
        };
    new MetricReader(Map.of(), points::add).readLog(single, 1);

    assertThat(values()).hasSize(6);
  }

  @Test
  void noLineHoldsTheReaderUp() throws IOException {
    String[] hostile = {"[", "|", "[#", "|#", "[0:", "0:00", "%", "1/", "[00:00, a", " x=1", ")"};
    for (String part : hostile) {
      String line = part.repeat((1 << 14) / part.length() - 20);
      read((line + "]x=1\n").repeat(20));
    }
    read(" 33%|███ | 1/3 [00:01<00:02]loss=1\n");
    assertThat(values()).endsWith("loss=1.0");
  }

  @Test
  void realBarsHideNothing(@TempDir Path folder) throws Exception {
    Venv venv = Venv.with("tqdm", "rich", "alive-progress", "progressbar2");
    Path script = folder.resolve("bars.py");
    Files.writeString(
        script,
        """
        import subprocess, sys
        import progressbar
        from alive_progress import alive_bar
        from rich.console import Console
        from rich.progress import track
        from tqdm import tqdm, trange

        def report(i):
            subprocess.run(["echo", f"epoch={i} loss=0.5"], check=True)

        bars = [
            tqdm(range(2)),
            tqdm(range(2), desc="x=1", ascii=True, colour="green", ncols=60),
            tqdm(iter([0, 1]), unit="batch"),
            tqdm(range(2), bar_format="{l_bar}{bar}|"),
            tqdm(range(2), bar_format="{desc}{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt}"),
            tqdm(range(2), unit="B", unit_scale=True, total=3_000_000),
            track(range(2), console=Console(stderr=True, force_terminal=True)),
            progressbar.progressbar(range(2)),
        ]
        for bar in bars:
            for i in bar:
                if isinstance(bar, tqdm):
                    bar.set_postfix(loss=9, lr=[1, 2])
                report(i)
        for i in trange(2):
            for j in trange(1, leave=False):
                report(i)
        with alive_bar(2, force_tty=True, file=sys.stderr, enrich_print=False) as step:
            for i in range(2):
                report(i)
                step()
        """);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(venv.python(), script.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();

    read(Files.readString(log));

    List<String> all = new ArrayList<>();
    for (int bar = 0; bar < 10; bar++) {
      all.addAll(List.of("epoch=0.0", "loss=0.5", "epoch=1.0", "loss=0.5"));
    }
    assertThat(values()).as(Files.readString(log)).isEqualTo(all);
  }

  private void read(String text) throws IOException {
    new MetricReader(Map.of(), points::add)
        .readLog(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1);
  }

  private List<String> values() {
    return points.stream().map(p -> p.name() + "=" + p.value()).toList();
  }
}
