package io.jupyterflow.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rule is its tables: `secret-names.txt` and `secret-values.txt` beside this class.
class SecretsTest {

  private static final String ARROW = " => ";

  @Test
  void namesAreJudgedAsInTheTable() {
    SoftAssertions all = new SoftAssertions();
    for (String line : lines("secret-names.txt")) {
      boolean isSecret = line.startsWith("+ ");
      for (String name : line.substring(2).split(" ", -1)) {
        all.assertThat(Secrets.isSecretName(name)).as(name).isEqualTo(isSecret);
        all.assertThat(Secrets.isSecret(name, "/x1")).as("%s=/x1", name).isEqualTo(isSecret);
        all.assertThat(Secrets.shown(name, "x1")).isEqualTo(isSecret ? "***" : "x1");
      }
    }
    all.assertAll();
  }

  @Test
  void valuesAreShownAsInTheTable() {
    SoftAssertions all = new SoftAssertions();
    for (String line : lines("secret-values.txt")) {
      int arrow = line.indexOf(ARROW);
      String text = arrow < 0 ? line : line.substring(0, arrow);
      String shown = arrow < 0 ? line : line.substring(arrow + ARROW.length());
      all.assertThat(Secrets.redacted(text)).as(text).isEqualTo(shown);
      all.assertThat(Secrets.isSecret("X", text)).as("X=%s", text).isEqualTo(arrow > 0);
    }
    all.assertAll();
  }

  @ParameterizedTest
  @CsvSource({
    "USE_AUTH, true, false",
    "password, '', false",
    "PASSWORD, none, false",
    "PASSWORD, 1234, true",
    "tokens, 4096, false",
    "TOKENS, 0.5, false",
    "TOKENS, abc, true",
    "pat, 3, false",
    "PWD, /home/alice, false",
    "PWD, hunter2, true",
    "API_KEY, 123456, true",
    "HTTP_PROXY, http://proxy:3128, false",
    "HTTP_PROXY, http://u:pw@proxy:3128, true",
  })
  void aNameAndAValueAreJudgedTogether(String name, String value, boolean isSecret) {
    assertThat(Secrets.isSecret(name, value)).isEqualTo(isSecret);
  }

  @Test
  void aWordIsASecretByTheOptionBeforeIt() {
    assertThat(
            Secrets.redacted(
                List.of(
                    "curl",
                    "-u",
                    "user:p w",
                    "--header",
                    "Authorization: Bearer a b",
                    "--pass",
                    "-x y",
                    "--pat",
                    "z",
                    "--url",
                    "u:pw@h",
                    "--token",
                    "--lr",
                    "1",
                    "password=a b",
                    "--user",
                    "1000:1000",
                    "-H",
                    "Accept: x",
                    "--auth=a=b",
                    "https://h/?sig=0123456789",
                    "print('password'); x=1",
                    "++hub.token=a b",
                    "--secret",
                    "$ecret")))
        .containsExactly(
            "curl",
            "-u",
            "user:***",
            "--header",
            "Authorization: ***",
            "--pass",
            "***",
            "--pat",
            "***",
            "--url",
            "u:***@h",
            "--token",
            "--lr",
            "1",
            "password=***",
            "--user",
            "1000:1000",
            "-H",
            "Accept: x",
            "--auth=***",
            "https://h/?sig=***",
            "print('password'); x=1",
            "++hub.token=***",
            "--secret",
            "***");
    assertThat(Secrets.keyIn("+token=x y", "")).isEqualTo("token");
  }

  @Test
  void ourOwnSentencesKeepTheirColons() {
    assertThat(Secrets.redactedValues("token looks like a secret: its value; see http://u:pw@h"))
        .isEqualTo("token looks like a secret: its value; see http://u:***@h");
  }

  @Test
  void columnsAreFoundAgainInALineThatWasRedacted() {
    String line = "학.py token=abcdef lr=1";
    Secrets.Redacted shown = Secrets.line(line);
    assertThat(shown.text()).isEqualTo("학.py token=*** lr=1");
    assertThat(shown.column(0)).isZero();
    assertThat(shown.column(5)).isEqualTo(5);
    assertThat(shown.column(13)).isEqualTo(11); // within the secret: at its beginning
    assertThat(shown.column(line.indexOf("lr"))).isEqualTo(shown.text().indexOf("lr"));
  }

  @Test
  void anyTextHasAnAnswerAndRedactingAgainChangesNothing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> parts = new ArrayList<>();
    for (String line : lines("secret-values.txt")) {
      parts.addAll(List.of(line.split("(?<=[:=/@\"' ])", -1)));
    }
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(8); part >= 0; part--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      String once = Secrets.redacted(text.toString());
      assertThat(Secrets.redacted(List.of(text.toString())))
          .as("seed %d: %s", seed, text)
          .hasSize(1);
      for (String secret : Secrets.in(text.toString())) {
        assertThat(secret).as("seed %d: %s", seed, text).isNotEmpty();
      }
      assertThat(once.isEmpty()).isEqualTo(text.isEmpty());
    }
  }

  private static List<String> lines(String table) {
    try (InputStream in = SecretsTest.class.getResourceAsStream(table)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.replace("~", "").replace("\\n", "\n"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(table, e);
    }
  }
}
