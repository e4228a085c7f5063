package io.jupyterflow.cli.command.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.command.Sandbox.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsCommandTest {

  private Sandbox sandbox;
  private String id = "";

  /// Three jobs whose loss is least in the middle; each has two steps.
  @BeforeEach
  void train(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
    sandbox.file("train", "#!/bin/sh\necho epoch=1 loss=9\necho epoch=2 loss=$1\n");
    id = sandbox.run("run", "-q", "-c", "sh train {0.5,0.25,1} lr={1,2} --id-less").id();
  }

  private Result trained(String flow) {
    return sandbox.run("run", "-q", "-c", flow);
  }

  @Test
  void aTableHasAllJobsWithTheirHyperparametersAndLastMetrics() {
    Result result = sandbox.run("results", id);

    assertThat(result.code()).isEqualTo(ExitCode.OK);
    assertThat(result.out().lines().toList()).hasSize(7);
    assertThat(result.out().lines().findFirst().orElse(""))
        .matches("JOB +STATE +2 +lr +epoch +loss *");
    assertThat(result.out()).containsPattern("succeeded +0\\.25 +1 +2 +0\\.25");
  }

  @Test
  void everySweptWordHasAColumnEverywhere() {
    String swept =
        trained("SEED={1,2} sh train 1 +model.lr={3,4} -b {5,6} db/engine={7,8} 학습률={9,10}").id();
    assertThat(sandbox.run("results", swept, "-o", "csv").out().lines().toList())
        .contains("run,job,state,SEED,model.lr,b,db/engine,학습률,epoch,loss")
        .anyMatch(line -> line.endsWith(",succeeded,2,4,6,8,10,2,1"));
    assertThat(sandbox.run("results", swept, "-o", "json").out())
        .contains("\"model.lr\": \"4\"", "\"학습률\": \"10\"");
    assertThat(sandbox.run("show", swept, "-o", "wide").out())
        .contains("SEED=2 model.lr=4 b=6 db/engine=8 학습률=10");
    assertThat(sandbox.run("results", swept).out().lines().distinct()).hasSize(33);
  }

  @Test
  void aVariantThatFailedIsNeitherBestNorFirst() throws IOException {
    sandbox.file("fail", "#!/bin/sh\necho loss=$1\n[ $1 != 1 ]\n");
    String failed = sandbox.run("run", "-q", "-c", "sh fail {1,2,3}").id();
    Result names = sandbox.run("results", failed, "--min", "loss", "-o", "name");
    assertThat(names.out().lines().toList())
        .containsExactly(failed + "/sh-2", failed + "/sh-3", failed + "/sh-1");
    assertThat(names.err()).contains("sh-1 has the least loss, 1, but is not the best: it failed.");
    assertThat(sandbox.run("results", failed, "--min", "loss").out().lines().toList())
        .anyMatch(line -> line.startsWith("sh-2") && line.endsWith("best"))
        .anyMatch(line -> line.startsWith("sh-1") && line.endsWith("1"));
    assertThat(sandbox.run("results", failed, "--max", "loss").err())
        .doesNotContain("not the best");
  }

  @Test
  void aLineEndInAValueStaysInItsRow() {
    String lines = trained("sh train 1 'x=a\nb' y={1,2}").id();
    Result table = sandbox.run("results", lines);
    assertThat(table.out().lines().toList()).hasSize(3).anyMatch(line -> line.contains("a\\nb"));
    assertThat(sandbox.run("results", lines, "-o", "csv").out()).contains("\"a\nb\"");
    assertThat(sandbox.run("show", lines, "-o", "wide").out()).contains("x=a\\nb y=1");
    assertThat(sandbox.run("run", "--dry-run", "-c", "SEED={1,2} sh train 'a\nb'").out())
        .contains("SEED=2 sh train 'a\\nb'");
  }

  @Test
  void aRunThatIsNamedTwiceIsOneRun() {
    assertThat(sandbox.run("results", id, "@last", id.substring(0, id.length() - 1)).out())
        .isEqualTo(sandbox.run("results", id).out());
  }

  @Test
  void theLeastOrTheGreatestComesFirst() {
    assertThat(sandbox.run("results", id, "--min", "loss").out().lines().skip(1).findFirst())
        .hasValueSatisfying(line -> assertThat(line).contains("0.25").endsWith("best"));
    assertThat(sandbox.run("results", id, "--max", "loss", "-o", "name").out().lines().findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith(id + "/"));
    assertThat(sandbox.run("results", id, "--min", "loss", "--max", "loss").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void skippedLinesOfAMetricsFileAreReported() throws IOException {
    sandbox.file(
        "report",
        """
        #!/bin/sh
        echo '{"eval": {"loss": 1}}' >>"$JUPYTERFLOW_METRICS"
        printf '%s\\n' oops 'loss: 1' >>"$JUPYTERFLOW_METRICS"
        """);
    String run = trained("sh report >> sh -c 'mkfifo \"$JUPYTERFLOW_METRICS\"'").id();

    Result results = sandbox.run("results", run);
    assertThat(results.code()).as(results.err()).isEqualTo(ExitCode.OK);
    assertThat(results.out()).contains("eval.loss");
    assertThat(results.err())
        .contains(
            "2 lines of its metrics file gave no metric. The first is line 2: it is not a JSON"
                + " object.")
        .contains("was not read: it is a pipe or a device, not a file");
    assertThat(sandbox.run("results", run, "-o", "json").out())
        .contains("\"notices\"", "The first is line 2");
    Result why = sandbox.run("why", run);
    assertThat(why.out()).contains("The first is line 2").contains("it is a pipe or a device");
    String job = sandbox.run("results", run, "-o", "name").out().strip();
    assertThat(sandbox.run("why", job).out())
        .contains("The first is line 2")
        .doesNotContain("pipe");
  }

  @Test
  void programsGetCsvOrADocument() {
    assertThat(sandbox.run("results", id, "-o", "csv").out().lines().findFirst())
        .hasValueSatisfying(head -> assertThat(head).startsWith("run,job,state,"));
    assertThat(sandbox.run("results", id, "-o", "json").out())
        .contains("\"kind\": \"Results\"", "\"apiVersion\": \"jupyterflow/v1\"", id);
    assertThat(sandbox.run("results", id, "-o", "xml").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aPlotIsDrawnOverAHyperparameterOrAStep() {
    for (String what : new String[] {"loss:lr", "loss:epoch", "loss"}) {
      Result plot = sandbox.run("results", id, "--plot", what);
      assertThat(plot.code()).as(plot.err()).isEqualTo(ExitCode.OK);
      assertThat(plot.out()).contains("loss");
      assertThat(plot.out().lines().count()).isGreaterThan(3);
    }
    assertThat(sandbox.run("results", id, "--plot", "loss", "-o", "csv").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void severalRunsAreDistinguished() {
    String other = trained("sh train 0.125 lr=3").id();
    Result result = sandbox.run("results", id, other, "--min", "loss");

    assertThat(result.out().lines().toList()).hasSize(8);
    assertThat(result.out().lines().findFirst().orElse("")).startsWith("RUN");
    assertThat(result.out().lines().skip(1).findFirst().orElse("")).startsWith(other);
  }

  @Test
  void aMetricThatNobodyReportedIsNamedWithTheOnesThatWere() {
    for (String[] words : new String[][] {{"--min", "los"}, {"--max", "los"}, {"--plot", "los"}}) {
      Result result = sandbox.run("results", id, words[0], words[1]);
      assertThat(result.code()).isEqualTo(ExitCode.NOT_FOUND);
      assertThat(result.err()).contains("los").contains("loss");
    }
  }

  @Test
  void aRunWithoutMetricsSaysHowToReportSome() {
    Result result = sandbox.run("results", trained("true").id());

    assertThat(result.code()).isEqualTo(ExitCode.OK);
    assertThat(result.err()).contains("name=number");
    Result plot = sandbox.run("results", "@last", "--plot");
    assertThat(plot.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(plot.err()).contains("nothing to draw").doesNotContain("'loss'");
  }

  @Test
  void theRunMustBeNamedAndBeThere() {
    assertThat(sandbox.run("results").code()).isEqualTo(ExitCode.USAGE);
    assertThat(sandbox.run("results", "nope").code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(sandbox.run("results", id + "/sh-1").code()).isEqualTo(ExitCode.USAGE);
  }
}
