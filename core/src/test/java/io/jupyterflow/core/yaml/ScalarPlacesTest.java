package io.jupyterflow.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever way a value is written, the place of a word in it is where the file has that word.
class ScalarPlacesTest {

  @Test
  void unquoted() {
    check("run: train.py HERE\n", "1:15");
    check("run: train.py\n  more HERE\n", "2:8");
    check("run: &a train.py HERE\n", "1:18");
  }

  @Test
  void quoted() {
    check("run: 'it''s HERE'\n", "1:13");
    check("run: \"a \\\"b\\\" \\u00e9 \\x41 HERE\"\n", "1:27");
    check("run: \"folded\n   over HERE\"\n", "2:9");
    check("run: !!str 'x HERE'\n", "1:15");
  }

  @Test
  void blocks() {
    check("run: |\n  cd src\n  make HERE\n", "3:8");
    check("run: >-\n   folded text\n   and HERE\n", "3:8");
    check("run: |2-\n    deeper HERE\n", "2:12");
  }

  @Test
  void columnsCountCodePoints() {
    check("run: 'x 😀 HERE'\n", "1:11");
    check("한글: x\nrun: 😀 HERE\n", "2:8");
  }

  private static void check(String text, String expected) {
    List<Problem> problems = new ArrayList<>();
    YamlReader.YamlFile file = YamlReader.read("w", text, problems).orElseThrow();
    assertThat(problems).isEmpty();
    YamlNode.Scalar run =
        (YamlNode.Scalar) ((YamlNode.Mapping) file.root()).value("run").orElseThrow();
    int at = run.text().indexOf("HERE");
    SourceLocation place = file.source().within(run).of(at, at + 4);
    assertThat(place).as(text).hasToString("w:" + expected);
    assertThat(place.length()).as(text).isEqualTo(4);
  }
}
