package io.jupyterflow.local.runfolder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.local.state.RunEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Against the library that writes and reads all other lines.
final class FastEventCodecTest {

  private static final String LETTERS = "ab-1_.~ é한😀\"\\\t\u007f\u0001,:{}[]";

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private static String written(RunEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      EventCodec.write(event, json);
    }
    return bytes.toString(StandardCharsets.UTF_8) + "\n";
  }

  private static RunEvent read(byte[] line) {
    return new EventCodec().read(line, 0, line.length).orElseThrow();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int[] letters = LETTERS.codePoints().toArray();
    int plain = random.nextBoolean() ? letters.length : 8;
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.appendCodePoint(letters[random.nextInt(plain)]);
    }
    return text.toString();
  }

  private RunEvent event() {
    long at = random.nextLong(2_000_000_000_000L);
    int number = random.nextInt(5);
    return switch (random.nextInt(4)) {
      case 0 ->
          new RunEvent.Owned(at, number, text(), random.nextBoolean() ? List.of() : List.of(3L));
      case 1 ->
          new RunEvent.Started(
              at, text(), number, random.nextInt(3) > 0 ? List.of() : List.of("0"));
      case 2 ->
          new RunEvent.Ended(
              at,
              text(),
              number,
              random.nextInt(3) > 0 ? JobState.SUCCEEDED : JobState.FAILED,
              random.nextInt(4) > 0 ? (Integer) random.nextInt(2) : null,
              random.nextInt(4) > 0 ? null : RetryCause.FAILED,
              random.nextInt(4) > 0 ? "" : text(),
              random.nextInt(4) > 0 ? 0 : at);
      default -> new RunEvent.Noted(at, text());
    };
  }

  @Test
  void itsTextEqualsThatOfTheLibrary() {
    int usual = 0;
    for (int i = 0; i < 20_000; i++) {
      RunEvent event = event();
      byte[] line = FastEventCodec.of(event);
      if (line != null) {
        usual++;
        assertThat(new String(line, StandardCharsets.UTF_8))
            .as("seed %d", seed)
            .isEqualTo(written(event));
      }
    }
    assertThat(usual).as("seed %d", seed).isGreaterThan(500);
  }

  @Test
  void everyLineIsReadAsItsEvent() {
    for (int i = 0; i < 20_000; i++) {
      RunEvent event = event();
      byte[] line = written(event).strip().getBytes(StandardCharsets.UTF_8);

      assertThat(read(line)).as("seed %d", seed).isEqualTo(event);
    }
  }

  @Test
  void lineThatLooksLikeOneAndIsDamagedIsNotTakenForIt() {
    for (int i = 0; i < 20_000; i++) {
      RunEvent event = event();
      byte[] line = FastEventCodec.of(event);
      if (line == null) {
        continue;
      }
      int length = random.nextInt(line.length - 1);
      assertThat(FastEventCodec.read(line, 0, length)).as("seed %d: cut", seed).isNull();

      int at = random.nextInt(line.length - 1);
      line[at] = (byte) LETTERS.charAt(random.nextInt(8));
      RunEvent quick = FastEventCodec.read(line, 0, line.length - 1);
      if (quick != null) {
        assertThat(written(quick).getBytes(StandardCharsets.UTF_8))
            .as("seed %d: another letter", seed)
            .isEqualTo(line);
      }
    }
  }

  @Test
  void usualEventsNeedNoLibrary() {
    assertThat(FastEventCodec.of(new RunEvent.Owned(1, 1, "node-1", List.of()))).isNotNull();
    assertThat(FastEventCodec.of(new RunEvent.Started(1, "train-1", 1, List.of()))).isNotNull();
    assertThat(
            FastEventCodec.of(
                new RunEvent.Ended(1, "train-1", 1, JobState.SUCCEEDED, 0, null, "", 0)))
        .isNotNull();
  }
}
