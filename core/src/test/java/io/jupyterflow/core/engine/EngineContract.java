package io.jupyterflow.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.metric.MetricPoint;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Resources;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.run.RunSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every engine promises, whatever it runs on. An engine's tests extend this.
public abstract class EngineContract extends WatchContract {

  @Test
  void runsJobsInTheirOrder() {
    RunSnapshot run =
        finish(
            plan(
                shell("one", "echo first"),
                shell("two", "echo second", "one"),
                shell("three", "echo third", "one", "two")));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.engine()).isEqualTo(engine().name());
    assertThat(run.jobs()).extracting(JobSnapshot::state).containsOnly(JobState.SUCCEEDED);
    assertThat(job(run, "two").startedAt().orElseThrow())
        .isAfterOrEqualTo(job(run, "one").finishedAt().orElseThrow());
    assertThat(job(run, "three").startedAt().orElseThrow())
        .isAfterOrEqualTo(job(run, "two").finishedAt().orElseThrow());
    assertThat(job(run, "one").exitCode()).contains(0);
    assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt());
    assertThat(output(run.id(), "two")).isEqualTo("second\n");
  }

  @Test
  void failureSkipsOnlyWhatDependsOnIt() {
    RunSnapshot run =
        finish(
            plan(
                shell("bad", "exit 3"),
                shell("good", "true"),
                shell("after-bad", "true", "bad"),
                shell("far", "true", "after-bad"),
                shell("after-good", "true", "good")));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(job(run, "bad").state()).isEqualTo(JobState.FAILED);
    assertThat(job(run, "bad").exitCode()).contains(3);
    assertThat(job(run, "after-bad").state()).isEqualTo(JobState.SKIPPED);
    assertThat(job(run, "after-bad").message()).contains("bad");
    assertThat(job(run, "far").state()).isEqualTo(JobState.SKIPPED);
    assertThat(job(run, "far").attempts()).isEmpty();
    assertThat(job(run, "after-good").state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void argumentsArriveByteForByte() {
    List<String> argv = new ArrayList<>(List.of("printf", "<%s>"));
    argv.addAll(
        List.of(
            "",
            "a b",
            "'\"\\`",
            "$HOME $(id) `id`",
            "{{x}} {a,b} * ?",
            "line\nbreak\ttab",
            "한글 이름",
            "🐍",
            "-n",
            "a;b|c&d>e<f",
            "x".repeat(100_000)));
    StringBuilder expected = new StringBuilder();
    for (String word : argv.subList(2, argv.size())) {
      expected.append('<').append(word).append('>');
    }

    RunSnapshot run = finish(plan(exec("words", argv)));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(output(run.id(), "words")).isEqualTo(expected.toString());
  }

  @Test
  void jobsKnowWhoTheyAre() {
    RunSnapshot run =
        finish(
            plan(
                shell(
                    "who",
                    "echo $JUPYTERFLOW_RUN $JUPYTERFLOW_JOB $JUPYTERFLOW_ATTEMPT"
                        + " $PYTHONUNBUFFERED")));

    assertThat(output(run.id(), "who")).isEqualTo(run.id() + " who 1 1\n");
  }

  @Test
  void retriesAsOftenAsAllowed() {
    RunSnapshot run =
        finish(
            plan(
                retried(shell("second", "test $JUPYTERFLOW_ATTEMPT = 2"), times(3)),
                retried(shell("never", "exit 1"), times(2)),
                retried(shell("other-cause", "exit 1"), times(2, RetryCause.TIMEOUT))));

    assertThat(job(run, "second").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job(run, "second").attempts())
        .extracting(Attempt::state)
        .containsExactly(JobState.FAILED, JobState.SUCCEEDED);
    assertThat(job(run, "never").attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
    assertThat(job(run, "never").attempts())
        .extracting(Attempt::cause)
        .containsOnly(RetryCause.FAILED);
    assertThat(job(run, "other-cause").attempts()).hasSize(1);
  }

  @Test
  void timeoutEndsAnAttempt() {
    RunSnapshot run = finish(plan(limited(shell("slow", "sleep 300"), Duration.ofMillis(300))));

    assertThat(job(run, "slow").state()).isEqualTo(JobState.FAILED);
    Attempt attempt = job(run, "slow").lastAttempt().orElseThrow();
    assertThat(attempt.cause()).isEqualTo(RetryCause.TIMEOUT);
    assertThat(attempt.message()).contains("0.3 s");
  }

  @Test
  void stopEndsWhatRunsAndWhatWaits() {
    String id =
        submit(
            plan(
                shell("long", "echo up; sleep 300"),
                shell("next", "true", "long"),
                shell("far", "true", "next")));
    await(id, run -> job(run, "long").state() == JobState.RUNNING);

    engine().stop(id);
    RunSnapshot run = finish(id);

    assertThat(run.state()).isEqualTo(RunState.STOPPED);
    assertThat(run.jobs()).extracting(JobSnapshot::state).containsOnly(JobState.STOPPED);
    assertThat(run.message()).isNotEmpty();
    engine().stop(id);
    assertThat(engine().run(id).revision()).isEqualTo(run.revision());
  }

  @Test
  void failFastStopsTheRest() {
    RunSnapshot run =
        finish(
            submit(
                plan(
                    shell("bad", "exit 1"),
                    shell("long", "sleep 300"),
                    shell("last", "true", "long")),
                SubmitOptionsBuilder.defaults().width(2).failFast(true).build()));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(job(run, "long").state()).isEqualTo(JobState.STOPPED);
    assertThat(job(run, "last").state()).isEqualTo(JobState.STOPPED);
    assertThat(run.message()).contains("bad").contains("--fail-fast");
  }

  @Test
  void submittingTwiceIsOnceForTheSameAndRefusedForAnother() {
    SubmitOptions named = SubmitOptionsBuilder.named("named-run");
    Plan plan = plan(shell("one", "echo once"));

    assertThat(submit(plan, named)).isEqualTo("named-run");
    assertThat(submit(plan, named)).isEqualTo("named-run");
    assertThatThrownBy(() -> submit(plan(shell("one", "echo other")), named))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .hasMessageContaining("named-run");

    finish("named-run");
    assertThat(submit(plan, named)).isEqualTo("named-run");
    assertThat(output("named-run", "one")).isEqualTo("once\n");
  }

  @Test
  void idsAreNamesAndNothingElse() {
    for (String id : List.of("../up", "a/b", "", ".", "..", "a b", "-x")) {
      assertThatThrownBy(() -> submit(plan(shell("a", "true")), SubmitOptionsBuilder.named(id)))
          .as(id)
          .isInstanceOf(JupyterFlowException.class);
    }
  }

  @Test
  void missingRunsAndJobsAreNotFound() {
    assertThatThrownBy(() -> engine().run("nobody-22222"))
        .isInstanceOf(JupyterFlowException.NotFound.class);
    assertThatThrownBy(() -> engine().run("../runs"))
        .isInstanceOf(JupyterFlowException.NotFound.class);
    RunSnapshot run = finish(plan(shell("a", "true")));
    assertThatThrownBy(() -> engine().log(run.id(), "b", true))
        .isInstanceOf(JupyterFlowException.NotFound.class);
    assertThatThrownBy(() -> engine().explain(run.id(), "b"))
        .isInstanceOf(JupyterFlowException.NotFound.class);
  }

  @Test
  void deleteRemovesFinishedRunsOnly() {
    String id = submit(plan(shell("long", "sleep 300")));
    assertThatThrownBy(() -> engine().delete(id)).isInstanceOf(JupyterFlowException.Refused.class);
    engine().stop(id);
    finish(id);

    engine().delete(id);

    assertThat(engine().ids()).doesNotContain(id);
    assertThatThrownBy(() -> engine().run(id)).isInstanceOf(JupyterFlowException.NotFound.class);
  }

  @Test
  void listsRunsNewestFirst() {
    String first = finish(plan(shell("a", "true"))).id();
    String second = finish(plan(shell("a", "exit 1"))).id();

    assertThat(engine().ids()).startsWith(second, first);
    assertThat(engine().runs())
        .extracting(RunSummary::id, RunSummary::state)
        .startsWith(
            org.assertj.core.groups.Tuple.tuple(second, RunState.FAILED),
            org.assertj.core.groups.Tuple.tuple(first, RunState.SUCCEEDED));
  }

  @Test
  void outputComesWhileTheJobRuns() {
    String id = submit(plan(shell("talker", "echo one; sleep 300")));
    StringBuilder heard = new StringBuilder();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (JobLog log = engine().log(id, "talker", true)) {
      while (!heard.toString().equals("one\n") && System.nanoTime() - deadline < 0) {
        heard.append(new String(log.poll(), StandardCharsets.UTF_8));
        engine().watch(id, engine().run(id).revision(), Duration.ofMillis(50));
      }
      assertThat(heard.toString()).isEqualTo("one\n");
      assertThat(log.isComplete()).isFalse();
    }
    assertThat(output(id, "talker")).isEqualTo("one\n");
    engine().stop(id);
    finish(id);
  }

  @Test
  void metricsComeFromOutputAndFile() {
    RunSnapshot run =
        finish(
            plan(
                shell(
                    "train",
                    "echo loss=0.5 acc=0.1; echo loss=nan;"
                        + " echo '{\"f1\": 0.25}' >>\"$JUPYTERFLOW_METRICS\""),
                shell("silent", "echo nothing")));

    Map<String, List<MetricPoint>> metrics = engine().metrics(run.id()).points();

    assertThat(metrics).doesNotContainKey("silent");
    assertThat(metrics.get("train"))
        .extracting(MetricPoint::name)
        .containsExactly("loss", "acc", "loss", "f1");
  }

  @Test
  void explainsAFailure() {
    RunSnapshot run = finish(plan(shell("bad", "echo the reason >&2; exit 9")));

    Explanation why = engine().explain(run.id(), "bad");

    assertThat(why.subject()).isEqualTo(run.id() + "/bad");
    assertThat(why.cause()).contains("bad").contains("9");
    assertThat(String.join("\n", why.evidence())).contains("the reason");
  }

  @Test
  void explainsByWhatStandsLast() {
    String traceback = "  File \"x.py\", line 3, in <module>\\nValueError: bad\\n";
    RunSnapshot run =
        finish(
            plan(
                shell("handled", "printf '" + traceback + "no checkpoint\\n'; exit 1"),
                shell("fatal", "printf '" + traceback + "'; exit 1")));

    assertThat(engine().explain(run.id(), "handled").cause().lines())
        .containsExactly(
            "handled failed with exit code 1; its last line: no checkpoint",
            "An error was printed before that: x.py:3: ValueError: bad");
    assertThat(engine().explain(run.id(), "fatal").cause())
        .isEqualTo("fatal failed at x.py:3: ValueError: bad");
  }

  @Test
  void explainsAFullDisk() {
    RunSnapshot run = finish(plan(shell("full", "echo x | cat >/dev/full; exit 1")));

    assertThat(engine().explain(run.id(), "full").cause())
        .isEqualTo("full failed: the disk is full");
  }

  @Test
  void rerunKeepsWhatItTookOver() {
    Plan plan = plan(shell("prep", "echo prepared loss=1"), shell("train", "exit 1", "prep"));
    RunSnapshot parent = finish(plan);
    Plan better = plan(shell("prep", "echo prepared loss=1"), shell("train", "echo ok", "prep"));

    RunSnapshot run =
        finish(
            submit(better, SubmitOptionsBuilder.defaults().reusing(parent.id(), "prep").build()));
    engine().delete(parent.id());

    assertThat(run.parent()).isEqualTo(parent.id());
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(job(run, "prep").state()).isEqualTo(JobState.REUSED);
    assertThat(job(run, "train").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(output(run.id(), "prep")).isEqualTo("prepared loss=1\n");
  }

  /// One that may know what the machines have, where users mostly may not.
  protected Engine engineThatSeesMachines() {
    return engine();
  }

  @Test
  void checkNamesBothNumbers() {
    Plan plan = plan(shell("huge", "true").withResources(new Resources(null, 1L << 50, null)));

    List<Problem> problems =
        engineThatSeesMachines()
            .prepare(plan, engine().capture(), SubmitOptions.DEFAULT)
            .problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().isError())
        .as("only where no larger machine can come")
        .isEqualTo(!engine().isRemote());
    assertThat(problems.getFirst().message()).contains("huge").contains("1024 TiB").contains("GiB");
    assertThat(
            engine()
                .prepare(plan(shell("a", "true")), engine().capture(), SubmitOptions.DEFAULT)
                .problems())
        .isEmpty();
  }

  @Test
  void saysOfItselfWhatItDoes() {
    EngineDescriptor said = engine().descriptor();

    assertThat(engine().name()).isEqualTo(said.name());
    assertThat(engine().schedules().isPresent())
        .isEqualTo(said.can(EngineDescriptor.Ability.SCHEDULES));
    assertThat(said.place()).isNotEmpty();
    assertThat(said.emitted()).isNotEmpty();
  }

  @Test
  void rendersWithoutSecrets() {
    Plan plan = plan(shell("a", "echo hello"));

    assertThat(
            JsonText.line(
                engine().prepare(plan, engine().capture(), SubmitOptions.DEFAULT).documents()))
        .contains("echo hello");
  }
}
