package io.jupyterflow.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserLocaleTest {
  @Test
  void theUsersLocaleComesBack() {
    for (Map<String, String> users :
        java.util.List.of(
            Map.of("LC_ALL", "C", "A", "b"), Map.of("A", "b"), Map.of("LC_ALL", "ko_KR.UTF-8"))) {
      Map<String, String> variables = new HashMap<>(users);
      UserLocale.toOurs(variables);
      assertThat(variables).containsEntry("LC_ALL", "C.UTF-8");
      UserLocale.toUsers(variables);
      assertThat(variables).isEqualTo(users);
    }
  }

  @Test
  void variablesThatAreTheUsersAlreadyStay() {
    Map<String, String> variables = new HashMap<>(Map.of("LC_ALL", "C"));
    UserLocale.toUsers(variables);
    assertThat(variables).containsEntry("LC_ALL", "C");
  }
}
