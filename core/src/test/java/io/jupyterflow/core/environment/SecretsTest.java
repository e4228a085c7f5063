package io.jupyterflow.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  /// The rule, as a pattern.
  private static final Pattern RULE =
      Pattern.compile(
          "(?i)(^|[_.-])(token|password|passwd|pwd|secret|credentials?|api[_.-]?key|access[_.-]?key"
              + "|private[_.-]?key|auth)($|[_.-])|token$|password$|secret$|apikey$");

  private static final String[] PARTS = {
    "token",
    "password",
    "passwd",
    "pwd",
    "secret",
    "credential",
    "credentials",
    "api",
    "access",
    "private",
    "key",
    "auth",
    "s",
    "x",
    "1",
    "_",
    ".",
    "-",
    "K",
    "ſ",
    "가"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOKEN",
        "HF_TOKEN",
        "hf.token",
        "githubtoken",
        "AWS_SECRET_ACCESS_KEY",
        "api-key",
        "APIKEY",
        "OPENAI_API_KEY",
        "myapikey",
        "db_pwd_file",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "auth"
      })
  void aSecretIsKnownByItsName(String name) {
    assertThat(Secrets.isSecretName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PATH",
        "PWDX",
        "OLDPWD",
        "tokenizer",
        "max_tokens",
        "author",
        "keyboard",
        "xapi_key2",
        "secretary"
      })
  void whatOnlyLooksAlikeIsNone(String name) {
    assertThat(Secrets.isSecretName(name)).isFalse();
  }

  @Test
  void theRuleIsThePattern() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int part = random.nextInt(6); part >= 0; part--) {
        String next = PARTS[random.nextInt(PARTS.length)];
        name.append(random.nextBoolean() ? next : next.toUpperCase(Locale.ROOT));
      }
      assertThat(Secrets.isSecretName(name.toString()))
          .as("seed %d: %s", seed, name)
          .isEqualTo(RULE.matcher(name).find());
    }
  }
}
