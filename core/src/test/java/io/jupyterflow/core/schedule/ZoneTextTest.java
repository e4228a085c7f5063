package io.jupyterflow.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneTextTest {

  private final List<Problem> problems = new ArrayList<>();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Asia/Seoul, Asia/Seoul",
    "Asia/seoul, Asia/Seoul",
    "asia/SEOUL, Asia/Seoul",
    "ROK, Asia/Seoul",
    "rok, Asia/Seoul",
    "Japan, Asia/Tokyo",
    "US/Pacific, America/Los_Angeles",
    "Asia/Calcutta, Asia/Kolkata",
    "Europe/Kiev, Europe/Kyiv",
    "EST5EDT, America/New_York",
    "EST, America/Panama",
    "UTC, UTC",
    "utc, UTC",
    "Z, UTC",
    "GMT, UTC",
    "Etc/UTC, UTC",
    "Zulu, UTC",
    "UTC+0, UTC",
    "UTC+9, Etc/GMT-9",
    "utc+09:00, Etc/GMT-9",
    "GMT+9, Etc/GMT-9",
    "+09:00, Etc/GMT-9",
    "+9, Etc/GMT-9",
    "+0900, Etc/GMT-9",
    "-03:00, Etc/GMT+3",
    "UTC-3, Etc/GMT+3",
    "+14, Etc/GMT-14",
    "Etc/GMT-9, Etc/GMT-9",
    "KST-9, Etc/GMT-9",
    "<+09>-9, Etc/GMT-9",
    ":Asia/Seoul, Asia/Seoul",
    "/usr/share/zoneinfo/Asia/Seoul, Asia/Seoul",
    "posix/Asia/Seoul, Asia/Seoul",
  })
  void isTheNameThatEveryClusterKnows(String text, String zone) {
    assertThat(ZoneText.read(text, "--timezone", problems)).contains(ZoneId.of(zone));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Asia/Soul | did you mean Asia/Seoul?",
        "Seoul | did you mean Asia/Seoul?",
        "new york | did you mean America/New_York?",
        "KST | did you mean Asia/Seoul?",
        "PST | did you mean America/Los_Angeles?",
        "+05:30 | Asia/Kolkata",
        "UTC+9:30 | Australia/Darwin",
        "+15 | write it as Asia/Seoul",
        "KST+9 | where TZ counts, this is -09:00: write that, or +09:00",
        "EST5EDT,M3.2.0,M11.1.0 | a place with these clocks, such as America/New_York",
        "SystemV/PST8 | write it as",
        "nonsense | write it as Asia/Seoul or Europe/Berlin",
      })
  void allElseIsRefusedWithWhatToWrite(String text, String hint) {
    assertThat(ZoneText.read(text, "--timezone", problems)).isEmpty();
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.message()).contains("no time zone '" + text + "'");
          assertThat(problem.remedy().toString()).contains(hint);
          assertThat(problem.where()).hasToString("--timezone:1:1");
        });
  }

  @Test
  void everyZoneThatIsReadIsOneOfToday() {
    for (String id : ZoneId.getAvailableZoneIds()) {
      if (!id.startsWith("SystemV/")) {
        ZoneId read = ZoneText.read(id, "", problems).orElseThrow();
        assertThat(OldZones.has(read.getId())).as(id).isFalse();
        assertThat(ZoneText.isName(read.getId())).as(id).isTrue();
        Instant now = Instant.parse("2026-11-30T00:00:00Z");
        assertThat(read.getRules().getOffset(now))
            .as(id)
            .isEqualTo(ZoneId.of(id).getRules().getOffset(now));
      }
    }
    assertThat(ZoneText.isName("UTC+09:00")).isFalse();
    assertThat(ZoneText.isName("+09:00")).isFalse();
    assertThat(ZoneText.isName("Asia/seoul")).isFalse();
    assertThat(ZoneText.isName("ROK")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Asia/Seoul | Asia/Seoul",
        "KST-9 | Etc/GMT-9",
        "<+09>-9 | Etc/GMT-9",
        "UTC+9 | Etc/GMT+9",
        "BRT3 | Etc/GMT+3",
        "EST5EDT | America/New_York",
        ":/usr/share/zoneinfo/ROK | Asia/Seoul",
        "'' | UTC",
      })
  void theVariableIsReadAsTheCLibraryReadsIt(String text, String zone) {
    assertThat(own(Map.of("TZ", text), folder.resolve("none"))).isEqualTo(ZoneId.of(zone));
  }

  @Test
  void withoutTheVariableTheSystemsFileCounts() throws IOException {
    Path link =
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/usr/share/zoneinfo/ROK"));
    Path fixed = Files.writeString(folder.resolve("fixed"), "TZif2\u0000…\nKST-9\n");
    Path summer =
        Files.writeString(folder.resolve("summer"), "TZif2\n\nCET-1CEST,M3.5.0,M10.5.0/3\n");

    assertThat(own(Map.of(), folder.resolve("none"))).isEqualTo(ZoneId.of("UTC"));
    assertThat(own(Map.of(), link)).isEqualTo(ZoneId.of("Asia/Seoul"));
    assertThat(own(Map.of(), fixed)).isEqualTo(ZoneId.of("Etc/GMT-9"));
    assertThat(OwnZone.read(Map.of(), summer, ZoneId.of("Europe/Berlin"), problems))
        .as("Java knows a copy by its content")
        .contains(ZoneId.of("Europe/Berlin"));
    assertThat(problems).isEmpty();
    assertThat(OwnZone.read(Map.of(), summer, ZoneId.of("GMT+01:00"), problems)).isEmpty();
    assertThat(problems.getFirst().where() + problems.getFirst().remedy().toString())
        .contains("summer:1:1", "--timezone Asia/Seoul");
  }

  @Test
  void aVariableThatNamesNoneIsRefusedWithTheFlag() {
    assertThat(OwnZone.read(Map.of("TZ", "KST"), folder, ZoneId.of("GMT"), problems)).isEmpty();
    assertThat(
            problems.getFirst().where()
                + problems.getFirst().message()
                + problems.getFirst().remedy().toString())
        .contains("TZ:1:1", "'KST'", "--timezone");
  }

  private ZoneId own(Map<String, String> variables, Path localtime) {
    ZoneId zone = OwnZone.read(variables, localtime, ZoneId.of("GMT"), problems).orElseThrow();
    assertThat(problems).isEmpty();
    return zone;
  }
}
