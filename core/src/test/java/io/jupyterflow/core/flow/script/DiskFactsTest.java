package io.jupyterflow.core.flow.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.PlanChecks;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What planning finds on a real disk that can't run.
class DiskFactsTest {

  @TempDir Path folder;

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private PlanResult plan(String flow) {
    String path = folder.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin";
    return FlowPlanner.plan(flow, new DiskFacts(Map.of("PATH", path), folder), PlanOptions.DEFAULT);
  }

  private Problem problem(String flow) {
    PlanResult planned = plan(flow);
    assertThat(planned.problems()).hasSize(1);
    assertThat(PlanChecks.strict(planned).plan()).as("nothing of it runs").isNull();
    return planned.problems().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "#!/gone/python, x.py, there is no program /gone/python, write python3 x.py",
    "#!/usr/bin/env gonepython, x.py, there is no program gonepython, write python3 x.py",
    "#!/usr/bin/env -S A=1 gonepython -u, x.py, there is no program gonepython, write python3 x.py",
    "#!/usr/bin/env sh -e, x.sh, there is no program sh -e, begin with #!/usr/bin/env -S sh -e",
    "#!/gone/bash, ./x.sh, there is no program /gone/bash, write bash ./x.sh",
    "#!/old/venv/bin/python, bin/tool, there is no program /old/venv/bin/python, moved or removed",
    "#!/old/venv/bin/python, tool, there is no program /old/venv/bin/python, moved or removed",
  })
  void anInterpreterThatIsGoneIsFoundBeforeTheRun(
      String first, String called, String message, String hint) throws Exception {
    script(called.equals("tool") ? "bin/tool" : called, first + "\n");
    Problem problem = problem(called + " lr=1");
    assertThat(problem.code()).isEqualTo("broken-first-line");
    assertThat(problem.message()).isEqualTo(called + " begins with " + first + ", and " + message);
    assertThat(problem.remedy().toString()).contains(hint);
    assertThat(problem.where()).hasToString("-c:1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#!/bin/bash", "#!/usr/bin/env python3", "#!/bin/sh -e"})
  void lineEndsOfWindowsAreFoundBeforeTheRun(String first) throws Exception {
    script("x.sh", first + "\r\necho hi\r\n");
    assertThat(problem("x.sh").message()).startsWith("x.sh has the line ends of Windows");
    assertThat(problem("x.sh").remedy().toString())
        .isEqualTo("convert them: sed -i 's/\\r$//' x.sh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#!/bin/sh", "#!/bin/sh -e", "#!/usr/bin/env sh", "#! /usr/bin/env -S sh -e"})
  void aFirstLineThatWillDoIsLeftAlone(String first) throws Exception {
    script("x.sh", first + "\n");
    script("bin/tool", first + "\n");
    assertThat(plan("x.sh >> tool >> true").problems()).isEmpty();
  }

  @Test
  void aLinkWhoseTargetIsGoneIsNotWhatWasMeant() throws Exception {
    Files.createSymbolicLink(folder.resolve("train.py"), Path.of("../gone.py"));
    Files.createSymbolicLink(folder.resolve("tool"), Path.of("gone"));
    assertThat(problem("train.py").message())
        .isEqualTo("train.py is a link to ../gone.py, which is not there");
    assertThat(problem("./tool").message())
        .isEqualTo("./tool is a link to gone, which is not there");
    assertThat(problem("trian.py").remedy().toString()).doesNotContain("did you mean");
  }

  @Test
  void aFolderIsNotWhatWasMeant() throws Exception {
    Files.createDirectories(folder.resolve("train.py"));
    Files.createDirectories(folder.resolve("toolx"));
    assertThat(problem("train.py").message()).isEqualTo("train.py is a directory");
    assertThat(problem("trian.py").remedy().toString()).doesNotContain("did you mean");
    assertThat(problem("tooly").remedy().toString()).doesNotContain("did you mean");
  }
}
