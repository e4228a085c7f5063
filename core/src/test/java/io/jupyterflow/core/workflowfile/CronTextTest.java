package io.jupyterflow.core.workflowfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.SourceText;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronTextTest {

  @Test
  void whatCronTakes() {
    for (String text :
        List.of(
            "0 3 * * *",
            "*/2 * * * *",
            "0 0 1,15 * MON-FRI",
            "5/10 0-6 ? jan *",
            "@daily",
            "@every 90m",
            "  0 3 * * 7 ")) {
      assertThat(check(text)).as(text).isEmpty();
    }
  }

  @Test
  void whatItDoesNot() {
    assertThat(check("0 3 * *")).singleElement().asString().contains("has 4 fields");
    assertThat(check("0 24 * * *")).singleElement().asString().contains("1:3").contains("0-23");
    assertThat(check("60 3 0 13 8")).hasSize(4);
    assertThat(check("5-1 * * * *")).singleElement().asString().contains("backwards");
    assertThat(check("*/0 * * * *")).singleElement().asString().contains("step");
    assertThat(check("@dayly")).singleElement().asString().contains("did you mean @daily?");
    assertThat(check(", * * * *")).hasSize(1);
  }

  private static List<String> check(String text) {
    List<Problem> problems = new ArrayList<>();
    CronText.check(text, new SourceText("w", text), problems);
    return problems.stream().map(p -> p.where() + " " + p.message() + " " + p.hint()).toList();
  }
}
