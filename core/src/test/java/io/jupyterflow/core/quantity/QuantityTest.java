package io.jupyterflow.core.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantityTest {

  @Test
  void cores() {
    assertThat(Cores.parse("2")).contains(new BigDecimal("2"));
    assertThat(Cores.parse("0.5")).contains(new BigDecimal("0.5"));
    assertThat(Cores.parse("500m")).contains(new BigDecimal("0.500"));
    for (String none : List.of("", "0", "0m", "-1", "two", "1e3", " 1", "1 core")) {
      assertThat(Cores.parse(none)).as(none).isEmpty();
    }
  }

  @Test
  void bytes() {
    assertThat(Bytes.parse("8Gi")).contains(8L << 30);
    assertThat(Bytes.parse("1.5Mi")).contains(3L << 19);
    assertThat(Bytes.parse("2G")).contains(2_000_000_000L);
    assertThat(Bytes.parse("1k")).contains(1000L);
    assertThat(Bytes.parse("4096")).contains(4096L);
    assertThat(Bytes.parse("0.0001Ki")).contains(1L);
    for (String none : List.of("", "0", "0Gi", "8GB", "-1Gi", "lots", "999999999999Pi", "1.5")) {
      assertThat(Bytes.parse(none)).as(none).isEmpty();
    }
  }

  @Test
  void memoryHasAUnitOrIsALargeNumberOfBytes() {
    assertThat(Bytes.asked("8Gi")).contains(8L << 30);
    assertThat(Bytes.asked("1k")).contains(1000L);
    assertThat(Bytes.asked("1073741824")).contains(1L << 30);
    for (String none : List.of("", "8", "512", "999999", "lots", "1.5")) {
      assertThat(Bytes.asked(none)).as(none).isEmpty();
    }
  }

  @Test
  void bytesAsMessagesSayThem() {
    assertThat(Bytes.spoken(512)).isEqualTo("512 bytes");
    assertThat(Bytes.spoken(1536L << 20)).isEqualTo("1.5 GiB");
    assertThat(Bytes.spoken(2L << 50)).isEqualTo("2048 TiB");
  }

  @Test
  void spans() {
    assertThat(TimeSpan.parse("2h")).contains(Duration.ofHours(2));
    assertThat(TimeSpan.parse("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(TimeSpan.parse("45s")).contains(Duration.ofSeconds(45));
    assertThat(TimeSpan.parse("45")).contains(Duration.ofSeconds(45));
    assertThat(TimeSpan.parse("1d")).contains(Duration.ofDays(1));
    assertThat(TimeSpan.parse("0.5s")).contains(Duration.ofMillis(500));
    assertThat(TimeSpan.parse("1.5h")).contains(Duration.ofMinutes(90));
    for (String none : List.of("", "h", "2 h", "1m1h", "-5s", "soon", "99999999s", "1w")) {
      assertThat(TimeSpan.parse(none)).as(none).isEmpty();
    }
  }
}
