package io.jupyterflow.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemRedactionTest {

  @Test
  void aLineIsQuotedWithoutItsSecretsAndTheCaretStaysUnderItsWord() {
    String line = "prep.py --token hunter22 >> out.log";
    Problem shown = one(line, 28, 7, "out.log is no program", "write prep.py --token hunter22");
    assertThat(shown.where())
        .isEqualTo(new SourceLocation("-c", 1, 23, 7, "prep.py --token *** >> out.log"));
    assertThat(shown.remedy().toString()).isEqualTo("write prep.py --token ***");
  }

  @Test
  void aCaretUnderASecretIsUnderWhatStandsForIt() {
    String line = "a.py password=hunter22 x";
    Problem shown = one(line, 15, 8, "'hunter22' and xhunter22x", "");
    assertThat(shown.where()).isEqualTo(new SourceLocation("-c", 1, 15, 3, "a.py password=*** x"));
    assertThat(shown.message()).isEqualTo("'***' and xhunter22x");
  }

  @Test
  void aSecretOfOneLineIsHiddenInTheProblemsOfOthers() {
    List<Problem> shown =
        ProblemRedaction.of(
            List.of(
                Problem.warning(
                    "a", new SourceLocation("-c", 1, 1, 4, "a.py --pass 'p w'"), "a", ""),
                Problem.error("b", null, "b", "write a.py --pass 'p w' > out or use p w")));
    assertThat(shown.get(1).remedy().toString())
        .isEqualTo("write a.py --pass *** > out or use ***");
  }

  @Test
  void ourWordsOfSecretsAreNone() {
    Problem said = Problem.error("a", null, "token looks like a secret: it is", "write token: x");
    assertThat(ProblemRedaction.of(List.of(said))).containsExactly(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'    value: hunter22'|'    value: ***'",
        "'- {name: API_TOKEN, value: hunter22}'|'- {name: API_TOKEN, value: ***}'",
        "'- {name: SEED, value: 7}'|'- {name: SEED, value: 7}'",
        "'- {value: hunter22, name: API_TOKEN}'|'- {value: ***, name: API_TOKEN}'",
        "'  API_KEY: \"hunter 22\"'|'  API_KEY: ***'",
        "'env: {API_KEY: hunter22, SEED: 7}'|'env: {API_KEY: ***, SEED: 7}'",
        "'run: train.py --token hunter22'|'run: train.py --token ***'",
        "'- train.py https://u:pw@h/x'|'- train.py https://u:***@h/x'",
        "'default_value: 7'|'default_value: 7'",
      })
  void linesOfFilesAreQuotedWithoutTheirSecrets(String line, String shown) {
    SourceLocation where = one(line, 1, 1, "", "").where();
    assertThat(where == null ? "" : where.text()).isEqualTo(shown);
  }

  private static Problem one(String line, int column, int length, String message, String hint) {
    SourceLocation where = new SourceLocation("-c", 1, column, length, line);
    return ProblemRedaction.of(List.of(Problem.error("a", where, message, hint))).getFirst();
  }
}
