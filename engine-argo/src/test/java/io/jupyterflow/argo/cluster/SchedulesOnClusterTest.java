package io.jupyterflow.argo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.argo.compile.SomeEnvironment;
import io.jupyterflow.argo.schedule.CronSchedules;
import io.jupyterflow.core.engine.Schedules.Schedule;
import io.jupyterflow.core.engine.Schedules.Trouble;
import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.schedule.CronText;
import io.jupyterflow.core.schedule.Recurrence;
import io.jupyterflow.core.schedule.Timing;
import io.jupyterflow.core.schedule.ZoneText;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every form of a schedule that is accepted, on a real controller. It tells nobody that it took
/// one; but one whose last run was long ago it starts at once, and says for which time. So nothing
/// is waited for, and its clock is held against ours.
@Tag("cluster")
class SchedulesOnClusterTest extends WrittenPlans {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// What is written, as schedule and zone.
  private static final List<String> TAKEN =
      List.of(
          "0 3 * * 7 | Asia/Seoul",
          "0 3 * * 1,7 | Asia/seoul",
          "0 3 * * 5-7 | ROK",
          "0 3 * * 0-7 | UTC+9",
          "0 3 * * mon-fri | +09:00",
          "0 3 * * MON | KST-9",
          "0 3 * * sat-sun | US/Pacific",
          "0 3 * * mon-fri/2 | Europe/Kiev",
          "0 3 * * monday | EST5EDT",
          "0 3 * * */7 | GMT-3",
          "0 3 * * 1-7/2 | Z",
          "0 3 1 jan * | America/New_York",
          "0 3 1 FEB-apr,december * | Asia/Calcutta",
          "0 3 1,15 * MON | -11",
          "0 3 ? * ? | +14",
          "0 0 */10 * * | Australia/Lord_Howe",
          "30 1 * * * | Europe/Berlin",
          "5/10 0-6 * * * | Etc/GMT-9",
          "*/2 * * * * | UTC",
          "00 03 * * * | utc",
          "０ ３ ＊ ＊ ＊ | Asia/Seoul",
          "0\t3   * * * | Asia/Seoul",
          "@hourly | Asia/Kolkata",
          "@daily | Japan",
          "@Midnight | Asia/Seoul",
          "@weekly | Zulu",
          "@monthly | Asia/Seoul",
          "@yearly | Asia/Seoul",
          "@annually | Pacific/Apia",
          "@every 1d | UTC",
          "@every 90m | Asia/Seoul",
          "@every 1.5h | UTC",
          "@every 7d | UTC",
          "@every 7m | UTC",
          "@every 45s | UTC");

  /// What was sent before it was translated, as schedule and zone: a cluster accepts it, and a
  /// controller never runs it. Not among them is a day that never comes (`0 0 31 2 *`): a worker of
  /// the controller looks for it for ever, with all of a processor, until it is started again.
  private static final List<String> NEVER_RUN =
      List.of(
          "0 3 * * 7 | UTC",
          "0 3 * * 1,7 | UTC",
          "0 3 * * 5-7 | UTC",
          "0 3 * * * | UTC+09:00",
          "0 3 * * * | GMT+09:00",
          "0 3 * * * | +09:00",
          "0 3 * * * | Asia/seoul");

  /// What the cluster's definition refuses, or what was refused before it knew.
  private static final List<String> NOT_EVEN_SENT =
      List.of(
          "0 3 * * mon",
          "0 3 1 jan *",
          "@every 1d",
          "@every 90",
          "0 3 L * *",
          "0 3 * * 1#2",
          "@reboot",
          "0 0 3 * * *",
          "０ ３ * * *",
          "TZ=UTC 0 3 * * *");

  @AutoClose private final RealCluster cluster = RealCluster.open();

  private final Instant now = Instant.now();

  private String crons() {
    return cluster.workflows().replace("/workflows", "/cronworkflows");
  }

  private CronSchedules schedules() {
    return new CronSchedules(
        new Overdue(cluster.api(), now),
        cluster.namespace(),
        () -> "alice",
        Clock.systemUTC(),
        new Random());
  }

  private static Timing timing(String written) {
    String[] parts = written.split(" \\| ", -1);
    return new Timing(
        CronText.read(parts[0], "", new ArrayList<>()).orElseThrow().recurrence(),
        ZoneText.read(parts[1], "", new ArrayList<>()).orElseThrow());
  }

  private void add(String name, Timing timing) {
    schedules()
        .add(
            plan(shell("a", "true")),
            SomeEnvironment.in(cluster.namespace()),
            SubmitOptionsBuilder.named(name),
            timing);
  }

  /// As it is, without any translation.
  private void send(String name, String cron, String zone) {
    KubeObject some = cluster.api().get(crons() + "/taken-0");
    KubeObject metadata = some.object("metadata");
    new Overdue(cluster.api(), now)
        .create(
            crons() + "?fieldValidation=Strict",
            some.with("metadata", Map.of("name", name, "labels", metadata.object("labels").tree()))
                .with("status", null)
                .with(
                    "spec",
                    some.object("spec").with("schedules", List.of(cron)).with("timezone", zone)));
  }

  @Test
  void theControllerAcceptsExactlyTheSchedulesThatWeAccept() throws Exception {
    Map<String, Timing> taken = new LinkedHashMap<>();
    add("taken-0", timing(TAKEN.getFirst()));
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> made = new ArrayList<>();
      for (int i = 0; i < NEVER_RUN.size(); i++) {
        String[] parts = NEVER_RUN.get(i).split(" \\| ", -1);
        String name = "never-" + i;
        made.add(all.submit(() -> send(name, parts[0], parts[1])));
      }
      for (int i = 0; i < TAKEN.size(); i++) {
        String name = "taken-" + i;
        Timing timing = timing(TAKEN.get(i));
        taken.put(name, timing);
        if (i > 0) {
          made.add(all.submit(() -> add(name, timing)));
        }
      }
      for (Future<?> each : made) {
        each.get();
      }
    }
    for (String cron : hasPattern() ? NOT_EVEN_SENT : List.<String>of()) {
      assertThatThrownBy(() -> send("refused", cron, "UTC"))
          .as(cron)
          .isInstanceOfSatisfying(
              KubeException.Answered.class, e -> assertThat(e.code()).isEqualTo(422));
    }

    Map<String, KubeObject> there = await(taken.size());

    taken.forEach(
        (name, timing) -> startedForATimeOfOurs(Objects.requireNonNull(there.get(name)), timing));
    List<Schedule> kept = schedules().list();
    assertThat(kept).hasSize(TAKEN.size() + NEVER_RUN.size());
    for (Schedule each : kept) {
      boolean isTaken = taken.containsKey(each.name());
      assertThat(each.trouble() == null).as(each.toString()).isEqualTo(isTaken);
      assertThat(each.next() != null).as(each.toString()).isEqualTo(isTaken);
      assertThat(hasRun(Objects.requireNonNull(there.get(each.name()))))
          .as(each.toString())
          .isEqualTo(isTaken);
    }
    aRunThatTheClusterRefusesIsTold();
  }

  /// Argo 3.7 takes any text.
  private boolean hasPattern() {
    return cluster
        .administrator()
        .get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/cronworkflows.argoproj.io")
        .toString()
        .contains("|annually|");
  }

  private void startedForATimeOfOurs(KubeObject object, Timing timing) {
    Instant time = Instant.parse(object.text("status", "lastScheduledTime"));
    if (timing.recurrence() instanceof Recurrence.Every) {
      assertThat(time)
          .as(object.toString())
          .isBetween(now.minus(Duration.ofDays(8)), now.plus(PATIENCE));
      return;
    }
    Recurrence recurrence = timing.recurrence();
    assertThat(recurrence.next(time.minusSeconds(1), timing.zone()))
        .as("%s is a time of %s", time, timing)
        .contains(time);
    assertThat(recurrence.next(time, timing.zone()).orElseThrow())
        .as("%s is the last of %s until now", time, timing)
        .isAfter(now);
  }

  private static boolean hasRun(KubeObject object) {
    return object.has("metadata", "annotations", Overdue.USED)
        && !object.objects("status", "active").isEmpty();
  }

  /// All schedules, once so many have run.
  private Map<String, KubeObject> await(int count) {
    Map<String, KubeObject> found = new LinkedHashMap<>();
    until(
        "schedules that ran",
        () -> {
          found.clear();
          for (KubeObject each : cluster.api().get(crons()).objects("items")) {
            found.put(each.name(), each);
          }
          return found.values().stream().filter(SchedulesOnClusterTest::hasRun).count() >= count;
        });
    return found;
  }

  private static void until(String what, BooleanSupplier wanted) {
    Until.answers(what, PATIENCE, wanted::getAsBoolean, now -> now);
  }

  /// The condition that the controller sets when it may not start a run.
  private void aRunThatTheClusterRefusesIsTold() {
    cluster
        .administrator()
        .create(
            "/api/v1/namespaces/" + cluster.namespace() + "/resourcequotas",
            new KubeObject(
                Map.of(
                    "metadata", Map.of("name", "team"),
                    "spec", Map.of("hard", Map.of("count/workflows.argoproj.io", "0")))));
    KubeObject workflow =
        cluster.api().get(cluster.workflows() + "?limit=1").objects("items").getFirst();
    until("the quota", () -> isRefused(workflow));

    add("refused", timing("0 3 * * * | UTC"));

    Predicate<Schedule> isTold = each -> each.name().equals("refused") && each.trouble() != null;
    until("the condition", () -> schedules().list().stream().anyMatch(isTold));
    Trouble trouble =
        schedules().list().stream().filter(isTold).findFirst().orElseThrow().trouble();
    assertThat(String.valueOf(trouble))
        .contains("the cluster refused it", "exceeded quota: team", "<run-schedule refused>");
  }

  private boolean isRefused(KubeObject workflow) {
    try {
      cluster
          .api()
          .create(
              cluster.workflows() + "?dryRun=All",
              KubeObject.EMPTY
                  .with("apiVersion", "argoproj.io/v1alpha1")
                  .with("kind", "Workflow")
                  .with("metadata", Map.of("name", "probe"))
                  .with("spec", workflow.object("spec").tree()));
      return false;
    } catch (KubeException.Answered e) {
      return e.isForbidden();
    }
  }
}
