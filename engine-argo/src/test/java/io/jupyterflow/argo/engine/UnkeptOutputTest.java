package io.jupyterflow.argo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Output that the run's folder does not have, or has the beginning of: whoever reads has what the
/// pod's log has, and is told where that is gone.
class UnkeptOutputTest extends FakeClusterRuns {

  private static final String UNKEPT =
      "jupyterflow: the output of this attempt is in its pod's log alone: there is no tee, or no"
          + " folder for a pipe\n";

  /// As in an image without `tee`.
  private Job withoutTee(String text) throws IOException {
    Path programs = Files.createDirectory(home.resolve("bin"));
    for (String program : List.of("mkdir", "rm", "mv", "sleep", "mkfifo")) {
      Path found =
          Files.writeString(
              programs.resolve(program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
      assertThat(found.toFile().setExecutable(true)).isTrue();
    }
    return shell("train", text).withEnv(Map.of("PATH", programs.toString()));
  }

  private Path attempt(String id) {
    return home.resolve(".jupyterflow/runs").resolve(id).resolve("jobs/train/1");
  }

  private static List<String> metrics(Engine engine, String id) {
    return engine.metrics(id).points().getOrDefault("train", List.of()).stream()
        .map(MetricPoint::name)
        .toList();
  }

  @Test
  void logsWhyAndResultsHaveWhatThePodsLogHas() throws IOException {
    Engine engine = engine(home);
    String text = "echo loss=0.5; echo '{\"rate\": 1}' >$JUPYTERFLOW_METRICS; exit 3";
    String id = submit(engine, plan(withoutTee(text)));
    await(engine, id, run -> run.state().isTerminal());

    assertThat(attempt(id).resolve("log.part")).isEmptyFile();
    for (Engine each : List.of(engine, engine(home))) {
      assertThat(output(each, id, "train")).isEqualTo(UNKEPT + "loss=0.5\n");
      assertThat(metrics(each, id)).containsExactly("loss", "rate");
      assertThat(each.explain(id, "train").evidence()).contains("loss=0.5");
    }
  }

  @Test
  void followedOutputArrivesAsItIsWritten() throws IOException {
    Engine engine = engine(home);
    String text = "echo up; until test -e " + home.resolve("go") + "; do sleep 0.05; done";
    String id = submit(engine, plan(withoutTee(text)));
    await(engine, id, run -> isRunning(run, "train"));
    StringBuilder heard = new StringBuilder();
    try (var log = engine.log(id, "train", true)) {
      while (heard.length() < UNKEPT.length() + 3) {
        heard.append(new String(log.poll(), StandardCharsets.UTF_8));
      }
      letGo();
      while (!log.isComplete()) {
        heard.append(new String(log.poll(), StandardCharsets.UTF_8));
      }
    }
    assertThat(heard).hasToString(UNKEPT + "up\n");
  }

  @Test
  void anAttemptWithoutAFolderIsReadFromItsPod() {
    Engine engine = engine(home);
    String id =
        submit(
            engine, plan(shell("train", "rm -r ${JUPYTERFLOW_METRICS%/*}; echo loss=0.5; exit 3")));
    await(engine, id, run -> run.state().isTerminal());

    assertThat(attempt(id)).doesNotExist();
    assertThat(output(engine, id, "train")).endsWith("loss=0.5\n");
    assertThat(metrics(engine, id)).containsExactly("loss");
    assertThat(engine.explain(id, "train").evidence()).contains("loss=0.5");
  }

  @Test
  void ofAnOutputThatWasCutTheRestIsReadFromThePod() {
    Engine engine = engine(home);
    // as on a volume that was full after the first line
    String cut =
        "f=${JUPYTERFLOW_METRICS%/*}; echo 1; until test -s $f/log; do :; done;"
            + " cp $f/log $f/log.part; rm $f/log; echo 2";
    String id = submit(engine, plan(shell("train", cut)));
    await(engine, id, run -> run.state().isTerminal());

    assertThat(output(engine, id, "train")).isEqualTo("1\n2\n");
    controller.withoutOutput(FakeCluster.answer(404, "NotFound", "pods \"x\" not found"));
    assertThat(output(engine, id, "train"))
        .isEqualTo(
            "1\njupyterflow: the output of attempt 1 from here on was in its pod's log alone, and"
                + " the pod is gone\n");
    assertThat(engine.explain(id, "train").evidence()).doesNotContain("2");
  }

  @Test
  void missingOutputIsReportedAndStaysMissingInARerun() throws IOException {
    Engine engine = engine(home);
    String id = submit(engine, plan(withoutTee("true"), shell("bad", "exit 3", "train")));
    RunSnapshot end = await(engine, id, run -> run.state().isTerminal());
    SubmitOptions again = SubmitOptionsBuilder.defaults().reusing(id, "train").build();
    String rerun = engine.prepare(end.plan(), engine.capture(), again).submit().id();
    RunSnapshot other = await(engine, rerun, run -> run.state().isTerminal());

    assertThat(other.job("train").orElseThrow().state()).isEqualTo(JobState.REUSED);
    controller.withoutOutput(FakeCluster.answer(404, "NotFound", "pods \"x\" not found"));
    assertThat(output(engine, id, "train"))
        .isEqualTo(
            "jupyterflow: the output of attempt 1 was in its pod's log alone, and the pod is"
                + " gone\n");
    assertThat(output(engine, rerun, "train")).endsWith("of jobs taken over, see " + id + "\n");
    engine.delete(rerun);
    engine.delete(id);
  }

  /// Folders are numbered by tries, of which the first never began.
  @Test
  void anAttemptThatComesAfterOneThatNeverBeganIsFound() {
    Engine engine = engine(home);
    String id =
        submit(
            engine,
            plan(
                shell(
                    "train",
                    "echo loss=1; f=${JUPYTERFLOW_METRICS%/*}; mv $f ${f%/*}/2; mkdir $f; exit"
                        + " 3")));
    await(engine, id, run -> run.state().isTerminal());

    assertThat(output(engine, id, "train")).isEqualTo("loss=1\n");
    assertThat(metrics(engine, id)).containsExactly("loss");
    assertThat(engine.explain(id, "train").evidence()).contains("loss=1");
  }
}
