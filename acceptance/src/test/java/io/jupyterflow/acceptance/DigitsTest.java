package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The digits example as its README says: packages in an environment of its own, a sweep of real
/// training, a report with a plot.
class DigitsTest {

  private static final int VARIANTS = 6;

  @TempDir Path temp;

  @Test
  void trainsSixVariantsAndDrawsThem() throws IOException {
    try (Workspace workspace = Workspace.create(temp)) {
      Path folder = workspace.folder().resolve("examples/digits");
      Map<String, String> environment = new HashMap<>(workspace.environment());
      Path venv = venv(environment);
      environment.put("VIRTUAL_ENV", venv.toString());
      environment.put("PATH", venv.resolve("bin") + ":" + environment.get("PATH"));

      LauncherProcess.Outcome run = jupyterflow(folder, environment, "run");
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out()).matches("digits-[a-z0-9]{5}\n");

      List<String> rows =
          jupyterflow(folder, environment, "results", "@last", "--max", "accuracy", "-o", "csv")
              .out()
              .lines()
              .toList();
      assertThat(rows).hasSize(1 + VARIANTS);
      assertThat(rows.getFirst()).isEqualTo("run,job,state,rate,hidden,epochs,epoch,loss,accuracy");
      List<Double> accuracies = new ArrayList<>();
      for (String row : rows.subList(1, rows.size())) {
        accuracies.add(Double.valueOf(row.substring(row.lastIndexOf(',') + 1)));
      }
      assertThat(accuracies.getFirst()).isBetween(0.9, 1.0);
      assertThat(accuracies).isSortedAccordingTo((one, other) -> Double.compare(other, one));

      assertThat(jupyterflow(folder, environment, "results", "@last", "--plot", "loss:epoch").out())
          .startsWith("loss over epoch\n")
          .contains("rate=0.1 hidden=64");
      assertThat(colors(folder.resolve("report.png"))).hasSizeGreaterThan(VARIANTS);
    }
  }

  /// Made once for a checkout: it takes a minute to fill.
  private static Path venv(Map<String, String> environment) throws IOException {
    Path requirements = Checkout.ROOT.resolve("examples/digits/requirements.txt");
    Path venv =
        Checkout.ROOT.resolve(
            "target/venvs/digits-"
                + Integer.toHexString(Files.readString(requirements).hashCode()));
    Path ready = venv.resolve("ready");
    if (!Files.exists(ready)) {
      call(environment, "python3", "-m", "venv", "--clear", venv.toString());
      call(
          environment,
          venv.resolve("bin/pip").toString(),
          "install",
          "-q",
          "-r",
          requirements.toString());
      Files.createFile(ready);
    }
    return venv;
  }

  private static void call(Map<String, String> environment, String... command) {
    LauncherProcess.Outcome outcome =
        LauncherProcess.run(Checkout.ROOT, environment, List.of(command));
    assertThat(outcome.status()).as(outcome.err()).isZero();
  }

  private static LauncherProcess.Outcome jupyterflow(
      Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(LauncherProcess.path().toString()));
    command.addAll(List.of(arguments));
    return LauncherProcess.run(folder, environment, command);
  }

  private static Set<Integer> colors(Path png) throws IOException {
    BufferedImage image = Objects.requireNonNull(ImageIO.read(png.toFile()), "no image");
    Set<Integer> colors = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colors.add(image.getRGB(x, y));
      }
    }
    return colors;
  }
}
