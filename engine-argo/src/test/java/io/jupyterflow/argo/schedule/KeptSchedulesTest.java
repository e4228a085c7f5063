package io.jupyterflow.argo.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.core.engine.Schedules.Schedule;
import io.jupyterflow.core.engine.Schedules.Trouble;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.FakeCluster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Schedules as a cluster keeps them, at noon of a Monday.
class KeptSchedulesTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @AutoClose private final FakeCluster cluster = new FakeCluster("hub");

  private final KeptSchedules kept =
      new KeptSchedules(cluster, "hub", () -> "alice", Clock.fixed(NOON, ZoneOffset.UTC));

  private static KubeObject object(String cron, String zone) {
    return KubeObject.EMPTY
        .with("metadata", Map.of("name", "nightly", "creationTimestamp", "2026-11-29T00:00:00Z"))
        .with("spec", Map.of("schedules", List.of(cron), "timezone", zone));
  }

  private static KubeObject last(KubeObject object, String time) {
    return object.with("status", Map.of("lastScheduledTime", time));
  }

  private String trouble(KubeObject object) {
    Schedule read = kept.read(object);
    Trouble trouble = read.trouble();
    assertThat(read.next() == null).isEqualTo(trouble != null);
    return trouble == null ? "" : trouble.what() + " | " + trouble.remedy();
  }

  @Test
  void oneThatRunsHasANextTimeAndNoTrouble() {
    Schedule read = kept.read(last(object("0 3 * * *", "Asia/Seoul"), "2026-11-29T18:00:00Z"));

    assertThat(read.trouble()).isNull();
    assertThat(read.zone()).isEqualTo("Asia/Seoul");
    assertThat(read.last()).isEqualTo("2026-11-29T18:00:00Z");
    assertThat(read.next()).isEqualTo("2026-11-30T18:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 3 * * 7",
        "0 3 * * 1,7",
        "0 3 * * 5-7",
        "@every 1d",
        "@every 90",
        "@every 1d12h"
      })
  void schedulesThatTheControllerCanNotReadNeverRun(String cron) {
    assertThat(trouble(object(cron, "UTC")))
        .contains("never runs: Argo's controller can't read '" + cron + "'")
        .contains("<delete-schedule nightly>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 3 * * mon",
        "0 3 ? * 1-5",
        "0  3 * * *",
        "00 03 * * */7",
        "@every 10m",
        "@daily"
      })
  void schedulesThatTheControllerReadsAreFine(String cron) {
    assertThat(trouble(last(object(cron, "UTC"), "2026-11-30T11:59:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@every 20m", "@every 1h30m", "@every 24h"})
  void intervalsThatTheControllerRestartsNeverPass(String cron) {
    assertThat(trouble(object(cron, "UTC"))).contains("never runs", "counts '" + cron + "' again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC+09:00", "GMT+09:00", "+09:00", "Asia/seoul", "KST"})
  void aZoneThatItDoesNotKnowNeverRuns(String zone) {
    assertThat(trouble(object("0 3 * * *", zone)))
        .contains("never runs", "knows no time zone '" + zone + "'", "--timezone");
  }

  @Test
  void aDayThatNeverComes() {
    assertThat(trouble(object("0 0 31 2 *", "UTC"))).contains("no day that fits '0 0 31 2 *'");
  }

  @ParameterizedTest
  @CsvSource({
    "SpecError, does not take it: no such",
    "SubmissionError, the cluster refused it: no such"
  })
  void conditionsOfTheControllerAreExplained(String type, String told) {
    KubeObject object =
        object("0 3 * * *", "UTC")
            .with(
                "status",
                Map.of(
                    "lastScheduledTime",
                    "2026-11-30T03:00:00Z",
                    "conditions",
                    List.of(Map.of("type", type, "status", "True", "message", "no such"))));

    assertThat(trouble(object)).contains(told);
    assertThat(
            trouble(
                object.with(
                    "status",
                    Map.of(
                        "lastScheduledTime",
                        "2026-11-30T03:00:00Z",
                        "conditions",
                        List.of(Map.of("type", type, "status", "False", "message", "old"))))))
        .isEmpty();
  }

  @Test
  void aRunThatDidNotCome() {
    String due = "it was due at 2026-11-30T03:00:00Z";

    assertThat(trouble(object("0 3 * * *", "UTC")))
        .as("never one")
        .contains("due at 2026-11-29T03");
    assertThat(trouble(last(object("0 3 * * *", "UTC"), "2026-11-29T03:00:00Z"))).contains(due);
    assertThat(trouble(last(object("0 3 * * *", "UTC"), "2026-11-30T03:00:00Z"))).isEmpty();
    assertThat(trouble(last(object("59 11 * * *", "UTC"), "2026-11-29T11:59:00Z")))
        .as("a minute ago")
        .isEmpty();
  }

  @Test
  void runsMissedForAReasonAreFine() {
    KubeObject missed = last(object("0 3 * * *", "UTC"), "2026-11-20T03:00:00Z");
    KubeObject suspended = missed.with("spec", missed.object("spec").with("suspend", true));
    Map<String, Object> metadata =
        Map.of(
            "name",
            "nightly",
            "creationTimestamp",
            "2026-11-01T00:00:00Z",
            "annotations",
            Map.of("jupyterflow.dev/resumed", "2026-11-30T11:00:00Z"));

    assertThat(kept.read(suspended).trouble()).isNull();
    assertThat(kept.read(suspended).next()).isNull();
    assertThat(trouble(missed.with("metadata", metadata))).as("resumed").isEmpty();
    assertThat(
            trouble(
                missed.with(
                    "status",
                    missed.object("status").with("active", List.of(Map.of("name", "n"))))))
        .as("a run goes on")
        .isEmpty();
  }

  @Test
  void aRunThatTookTheTimeOfTheNextIsNoTrouble() {
    KubeObject missed = last(object("*/10 * * * *", "UTC"), "2026-11-30T10:00:00Z");
    assertThat(trouble(missed)).contains("due at 2026-11-30T10:10");

    cluster.create(Paths.workflows("hub"), run("nightly-1", "2026-11-30T11:55:00Z"));

    assertThat(trouble(missed)).isEmpty();
  }

  private static KubeObject run(String name, String end) {
    return KubeObject.EMPTY
        .with(
            "metadata",
            Map.of(
                "name", name, "labels", Map.of("workflows.argoproj.io/cron-workflow", "nightly")))
        .with("status", Map.of("finishedAt", end));
  }

  @Test
  void aSteadyDistanceIsShownAsItWasWritten() {
    KubeObject object =
        KubeObject.EMPTY
            .with(
                "metadata",
                Map.of(
                    "name",
                    "nightly",
                    "creationTimestamp",
                    "2026-11-30T11:00:00Z",
                    "annotations",
                    Map.of("jupyterflow.dev/schedule", "@every 1h30m")))
            .with(
                "spec",
                Map.of(
                    "timezone",
                    "UTC",
                    "schedules",
                    List.of("0 2,5,8,11,14,17,20,23 * * *", "30 0,3,6,9,12,15,18,21 * * *")));

    Schedule read = kept.read(object);

    assertThat(read.cron()).isEqualTo("@every 1h30m");
    assertThat(Objects.requireNonNull(read.next())).isEqualTo("2026-11-30T12:30:00Z");
  }
}
