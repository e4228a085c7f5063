package io.jupyterflow.core.runfolder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JobFolderNameTest {

  @Test
  void namesThatFitStayAsTheyAre() {
    assertThat(JobFolderName.of("train-1")).isEqualTo("train-1");
    assertThat(JobFolderName.of("x".repeat(255))).isEqualTo("x".repeat(255));
    assertThat(JobFolderName.of("가".repeat(85))).isEqualTo("가".repeat(85));
  }

  @Test
  void longerOnesAreShortAndDifferent() {
    for (String letter : new String[] {"x", "가", "🐍", "é"}) {
      String name = letter.repeat(300);
      String folder = JobFolderName.of(name + "1");
      assertThat(folder.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
      assertThat(folder).startsWith(letter).doesNotContain("\ufffd");
      assertThat(folder).isNotEqualTo(JobFolderName.of(name + "2"));
      assertThat(JobFolderName.isShortened(name)).isTrue();
    }
  }
}
