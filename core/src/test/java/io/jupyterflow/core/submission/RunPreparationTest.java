package io.jupyterflow.core.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.schedule.CronText;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.core.settings.SettingsFiles;
import io.jupyterflow.core.settings.SettingsLayer;
import io.jupyterflow.core.submission.RunRequest.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a command, and anybody else who has a request, gets ready, and in which order an engine is
/// asked.
class RunPreparationTest {

  @TempDir Path folder;

  private final FakeEngine engine = new FakeEngine();

  private Settings settings(String text) throws IOException {
    Files.writeString(folder.resolve(".jupyterflow.yaml"), text);
    return SettingsFiles.read(folder.resolve("none.yaml"), Map.of(), folder, List.of("fake"))
        .settings(SettingsLayer.EMPTY);
  }

  private PreparedRun prepared(FlowInput flow, String settings, Purpose purpose)
      throws IOException {
    return RunPreparation.run(
        new RunRequest(flow, PlanOptions.DEFAULT, settings(settings), "nightly", true, purpose),
        engine);
  }

  private PreparedRun prepared(String flow, String settings, Purpose purpose) throws IOException {
    return prepared(FlowInput.ofText(flow, folder), settings, purpose);
  }

  private FlowInput file(String content) throws IOException {
    Path inner = Files.createDirectories(folder.resolve("flows"));
    Files.writeString(inner.resolve("workflow.yaml"), content);
    return FlowInput.ofFile("flows/workflow.yaml", folder);
  }

  private static Timing timing(String cron) {
    return new Timing(
        CronText.read(cron, "test", new ArrayList<>()).orElseThrow().recurrence(), ZoneOffset.UTC);
  }

  @Test
  void aRunIsExpectedCheckedAndSubmittedInThatOrder() throws IOException {
    PreparedRun prepared = prepared("echo a >> echo b", "jobs: 3\nretries: 2\n", Purpose.RUN);

    assertThat(prepared.problems()).isEmpty();
    assertThat(prepared.isReady()).isTrue();
    assertThat(prepared.plan().jobs())
        .hasSize(2)
        .extracting(Job::retries)
        .extracting(Retries::limit)
        .containsOnly(2);
    assertThat(prepared.environment().workingDirectory()).isEqualTo(folder.toString());
    assertThat(prepared.options().width()).isEqualTo(3);
    assertThat(prepared.options().failFast()).isTrue();
    assertThat(engine.asked).containsExactly("expect", "prepare", "check");

    RunSnapshot run = prepared.submit();

    assertThat(engine.asked)
        .as("nobody asks for what was just sent")
        .containsExactly("expect", "prepare", "check", "submit");
    assertThat(run).isEqualTo(engine.run("nightly"));
  }

  @ParameterizedTest
  @EnumSource
  void problemsOfSettingsFlowAndEngineAreCollectedBeforeAnythingIsSubmitted(Purpose purpose)
      throws IOException {
    engine.keepsSchedules = true;

    PreparedRun wrong =
        prepared(file("jobs: [{name: huge, rnu: echo}]\n"), "unheard-of: 1\n", purpose);
    PreparedRun large =
        prepared(file("jobs: [{name: huge, run: echo}]\n"), "unheard-of: 1\n", purpose);

    assertThat(wrong.problems()).extracting(Problem::isError).containsExactly(false, true);
    assertThat(large.problems())
        .extracting(Problem::code)
        .containsExactly("unknown-key", "too-large");
    for (PreparedRun each : List.of(wrong, large)) {
      assertThat(each.isReady()).isFalse();
      assertThatThrownBy(
              () -> {
                if (each.isScheduled()) {
                  each.register(timing("@daily"));
                } else {
                  each.submit();
                }
              })
          .isInstanceOfSatisfying(
              JupyterFlowException.InvalidFlow.class,
              e -> assertThat(e.problems()).isEqualTo(each.problems()));
    }
    assertThat(engine.ids()).isEmpty();
    assertThat(engine.asked).doesNotContain("submit", "add @daily");
  }

  @Test
  void anEngineIsNotAskedAboutAFlowThatHasAnError() throws IOException {
    PreparedRun prepared = prepared("echo 'open", "", Purpose.RUN);

    assertThat(engine.asked).containsExactly("expect");
    assertThatThrownBy(prepared::plan).isInstanceOf(JupyterFlowException.InvalidFlow.class);
  }

  @Test
  void aPlanThatIsOnlyShownMayMissAProgram() throws IOException {
    PreparedRun shown = prepared("./missing.sh", "", Purpose.SHOW);

    assertThat(shown.isReady()).isTrue();
    assertThat(shown.problems()).extracting(Problem::isError).containsExactly(false);
    assertThat(shown.documents())
        .isEqualTo(List.of(Map.of("plan", shown.plan().name(), "in", folder.toString())));
    assertThat(engine.asked).containsExactly("prepare", "check", "show");
    assertThat(prepared("./missing.sh", "", Purpose.RUN).isReady()).isFalse();
  }

  @Test
  void aProgramThatIsNotHereIsNoObstacleElsewhere() throws IOException {
    engine.isRemote = true;

    PreparedRun prepared = prepared("some-tool-of-the-image", "", Purpose.RUN);

    assertThat(prepared.isReady()).isTrue();
    assertThat(prepared.problems()).extracting(Problem::code).containsExactly("program-not-here");
  }

  @Test
  void jobsOfAFileRunInItsDirectory() throws IOException {
    PreparedRun prepared = prepared(file("jobs: [echo a]\n"), "", Purpose.RUN);

    assertThat(prepared.environment().workingDirectory())
        .isEqualTo(folder.resolve("flows").toString());
  }

  @Test
  void aFileThatIsNotThereIsNotFound() {
    assertThatThrownBy(() ->
            prepared(FlowInput.ofFile("workflw.yaml", folder.resolve("flows")), "", Purpose.RUN))
        .isInstanceOf(JupyterFlowException.NotFound.class)
        .hasMessageContaining("workflw.yaml");
  }

  @Test
  void aFileThatSaysWhenItRunsBecomesASchedule() throws IOException {
    engine.keepsSchedules = true;
    FlowInput file = file("jobs: [echo a]\nschedule: '@daily'\n");

    PreparedRun prepared = prepared(file, "", Purpose.RUN);

    assertThat(prepared.isScheduled()).isTrue();
    assertThat(prepared.schedule()).isEqualTo("@daily");
    assertThatThrownBy(prepared::submit).isInstanceOf(IllegalStateException.class);
    assertThat(prepared.register(timing("@daily"))).isEqualTo("nightly");
    assertThat(engine.asked).containsExactly("expect", "prepare", "check schedule", "add @daily");
    assertThat(prepared(file, "", Purpose.SHOW).isScheduled()).isFalse();
  }

  @Test
  void anEngineWithoutSchedulesRunsSuchAFileOnceAndSaysSo() throws IOException {
    PreparedRun prepared = prepared(file("jobs: [echo a]\nschedule: '@daily'\n"), "", Purpose.RUN);

    assertThat(prepared.isScheduled()).isFalse();
    assertThat(prepared.schedule()).isNull();
    assertThat(prepared.problems())
        .extracting(Problem::code)
        .containsExactly("schedule-not-registered");
    assertThat(prepared.submit().id()).isEqualTo("nightly");
  }

  @Test
  void aFlowIsAddedToTheSchedulesOfAnEngine() throws IOException {
    engine.keepsSchedules = true;

    PreparedRun prepared = prepared("echo a", "", Purpose.SCHEDULE);

    assertThat(prepared.isScheduled()).isTrue();
    assertThat(prepared.schedule()).isNull();
    assertThat(prepared.register(timing("0 3 * * *"))).isEqualTo("nightly");
    assertThat(engine.asked).containsExactly("prepare", "check schedule", "add 0 3 * * *");
  }

  @Test
  void aScheduledFlowDoesNotRunAtOnce() throws IOException {
    PreparedRun prepared = prepared("echo a", "", Purpose.SCHEDULE);

    assertThat(prepared.problems()).extracting(Problem::code).containsExactly("no-schedules");
    assertThatThrownBy(prepared::submit).isInstanceOf(JupyterFlowException.InvalidFlow.class);
    assertThat(engine.ids()).isEmpty();
  }

  @Test
  void aRerunGoesTheSameWayWithThePlanOfItsParent() throws IOException {
    RunSnapshot parent = prepared("echo a >> echo b", "", Purpose.RUN).submit();
    engine.asked.clear();
    RerunRequest request =
        new RerunRequest(parent, Set.of("a"), settings("unheard-of: 1\njobs: 2\n"), "again", false);

    PreparedRun rerun = RunPreparation.rerun(request, engine);

    assertThat(rerun.plan()).isEqualTo(parent.plan());
    assertThat(rerun.options().parent()).isEqualTo(parent.id());
    assertThat(rerun.options().reused()).containsExactly("a");
    assertThat(rerun.options().width()).isEqualTo(2);
    assertThat(rerun.problems()).extracting(Problem::code).containsExactly("unknown-key");
    assertThat(rerun.submit()).isEqualTo(engine.run("again"));
    assertThat(engine.asked).containsExactly("prepare", "check", "submit", "run");
  }

  @Test
  void aRerunHasItsParentsEnvironmentWhereTheEngineKeepsIt() throws IOException {
    RunSnapshot parent = prepared("echo a", "", Purpose.RUN).submit();
    RerunRequest request =
        new RerunRequest(
            parent, Set.of(), settings("spec: {env: [{name: SEED, value: '7'}]}\n"), null, false);

    assertThat(RunPreparation.rerun(request, engine).environment().variables())
        .doesNotContainKey("SEED");
    engine.keepsEnvironments = false;
    assertThat(RunPreparation.rerun(request, engine).environment().variables())
        .containsEntry("SEED", "7");
  }
}
