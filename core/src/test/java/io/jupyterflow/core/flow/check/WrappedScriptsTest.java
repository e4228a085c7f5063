package io.jupyterflow.core.flow.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.KnownFacts;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedScriptsTest {

  private final KnownFacts facts = new KnownFacts();

  private List<Problem> errors(String text) {
    facts.files.add("a.py");
    facts.executables.add("run.sh");
    facts.programs.addAll(List.of("p", "q"));
    return FlowPlanner.plan(text, facts, PlanOptions.DEFAULT).problems().stream()
        .filter(Problem::isError)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nice -n 5 a.py | 11 | nice | nice -n 5 python3 a.py",
        "env a.py lr={1,2} | 5 | env | env python3 a.py",
        "env -i A=1 a.py | 12 | env | env -i A=1 python3 a.py",
        "timeout 5 a.py | 11 | timeout | timeout 5 python3 a.py",
        "timeout -s KILL 5m a.py | 20 | timeout | timeout -s KILL 5m python3 a.py",
        "time a.py >> p | 6 | time | time python3 a.py",
        "nohup a.py | 7 | nohup | nohup python3 a.py",
        "stdbuf -oL run.sh | 12 | stdbuf | stdbuf -oL ./run.sh",
        "sudo -u me a.py | 12 | sudo | sudo -u me python3 a.py",
        "ionice -c 2 -n 7 a.py | 18 | ionice | ionice -c 2 -n 7 python3 a.py",
        "taskset -c 0,1 a.py | 16 | taskset | taskset -c 0,1 python3 a.py",
        "numactl --cpunodebind=0 a.py | 25 | numactl | numactl --cpunodebind=0 python3 a.py",
        "command a.py | 9 | command | command python3 a.py",
        "exec a.py | 6 | exec | exec python3 a.py",
        "exec -a x a.py | 11 | exec | exec -a x python3 a.py",
        "nice timeout 5 a.py | 16 | nice | nice timeout 5 python3 a.py",
        "mpirun -n 4 a.py | 13 | mpirun | mpirun -n 4 python3 a.py",
        "`p | xargs -n 1 a.py` | 16 | xargs | xargs -n 1 python3 a.py",
        "p && nice ./a.py | 11 | nice | nice python3 ./a.py",
      })
  void aScriptBehindWhatStartsProgramsIsOneProblem(
      String text, int column, String starter, String written) {
    facts.files.add("./a.py");
    facts.programs.addAll(
        List.of("nice", "env", "timeout", "time", "nohup", "stdbuf", "sudo", "ionice", "taskset"));
    facts.programs.addAll(List.of("numactl", "mpirun", "xargs"));
    assertThat(errors(text))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("script-without-interpreter");
          assertThat(problem.where()).hasToString("-c:1:" + column);
          assertThat(problem.message()).startsWith(starter + " starts programs, and ");
          assertThat(problem.remedy().toString()).isEqualTo("write " + written);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nice -n 5 p a.py",
        "nice -n 5 python a.py",
        "env A=1 p a.py",
        "nice ./sub/made.py",
        "nice run",
        "command -v a.py",
        "xargs p a.py",
        "nice unknown a.py",
        "timeout 5 p && q a.py",
        "p nice a.py",
      })
  void startersOfOtherProgramsAreAccepted(String text) {
    facts.programs.addAll(List.of("nice", "env", "timeout", "xargs", "python"));
    assertThat(errors(text)).isEmpty();
  }

  @Test
  void aNotebookBehindWhatStartsProgramsIsAJobOfItsOwn() {
    facts.files.add("n.ipynb");
    facts.programs.add("nice");
    assertThat(errors("nice n.ipynb"))
        .singleElement()
        .extracting(problem -> problem.remedy().toString())
        .isEqualTo("make it a job of its own: n.ipynb");
  }
}
