package io.jupyterflow.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserVariablesTest {
  @Test
  void theUsersLocaleComesBack() {
    for (Map<String, String> users :
        List.of(
            Map.of("LC_ALL", "C", "A", "b"), Map.of("A", "b"), Map.of("LC_ALL", "ko_KR.UTF-8"))) {
      Map<String, String> variables = new HashMap<>(users);
      UserVariables.toOurs(variables);
      assertThat(variables).containsEntry("LC_ALL", "C.UTF-8");
      UserVariables.toUsers(variables);
      assertThat(variables).isEqualTo(users);
    }
  }

  @Test
  void optionsForJavaAreKeptFromOurJvmAndComeBack() {
    Map<String, String> users =
        Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g", "JDK_JAVA_OPTIONS", "", "_JAVA_OPTIONS", "-ea -esa");
    Map<String, String> variables = new HashMap<>(users);
    UserVariables.toOurs(variables);
    assertThat(variables).doesNotContainKeys(users.keySet().toArray(String[]::new));
    UserVariables.toUsers(variables);
    assertThat(variables).isEqualTo(users);
  }

  @Test
  void variablesThatAreTheUsersAlreadyStay() {
    Map<String, String> users = Map.of("LC_ALL", "C", "JAVA_TOOL_OPTIONS", "-Xmx1g");
    Map<String, String> variables = new HashMap<>(users);
    UserVariables.toUsers(variables);
    assertThat(variables).isEqualTo(users);
  }
}
