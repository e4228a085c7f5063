package io.jupyterflow.cli.command.cron;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Sandbox;
import io.jupyterflow.cli.command.Sandbox.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What users write of when a flow runs, as a cluster is told it.
class RegistrationTest {

  @TempDir Path folder;

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private volatile String kept = "{\"items\": []}";
  private Sandbox sandbox;
  private HttpServer server;

  @BeforeEach
  void prepare() throws IOException {
    sandbox = new Sandbox(folder);
    sandbox.variables.put("USER", "kim");
    sandbox.variables.put("TZ", "KST-9");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isSent = exchange.getRequestMethod().equals("POST");
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (isSent) {
            sent.add(new String(body, StandardCharsets.UTF_8));
          }
          byte[] answer = isSent ? body : kept.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Path file = Files.createDirectory(sandbox.home.resolve(".kube")).resolve("config");
    Files.writeString(
        file,
        """
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u, namespace: lab}}]
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {token: t}}]
        """
            .formatted(server.getAddress().getPort()));
    Files.writeString(
        sandbox.home.resolve(".jupyterflow.yaml"), "engine: argo\nspec: {image: 'lab:1'}\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Result add(String schedule, String... more) {
    String[] words = new String[7 + more.length];
    List<String> given =
        List.of("cron", "add", "-c", "true", "--schedule", schedule, "--name=nightly");
    given.toArray(words);
    System.arraycopy(more, 0, words, given.size(), more.length);
    return sandbox.run(words);
  }

  private String added(String schedule, String... more) {
    Result result = add(schedule, more);
    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    assertThat(result.out()).isEqualTo("nightly\n");
    return result.err();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * 7 | Asia/Seoul | 0 3 * * 0 | Asia/Seoul | Sun | 03:00 +09:00",
        "0 3 * * fri-sun | Asia/seoul | 0 3 * * 5-6,0 | Asia/Seoul | , | 03:00 +09:00",
        "@weekly | ROK | @weekly | Asia/Seoul | Sun | 00:00 +09:00",
        "30 1 * * MON | UTC+9 | 30 1 * * 1 | Etc/GMT-9 | Mon | 01:30 +09:00",
        "0 3 1 jan ? | -03:00 | 0 3 1 1 * | Etc/GMT+3 | -01-01 | 03:00 -03:00",
      })
  void aScheduleIsTranslatedAndItsNextTimesAreShown(
      String schedule, String zone, String cron, String clock, String day, String time) {
    String told = added(schedule, "--timezone", zone);

    assertThat(sent)
        .singleElement()
        .asString()
        .contains("\"schedules\":[\"" + cron + "\"]", "\"timezone\":\"" + clock + "\"");
    assertThat(told).contains("Schedule nightly: " + cron + ", in the time zone " + clock + ".");
    String next = told.lines().filter(line -> line.startsWith("Next: ")).findFirst().orElseThrow();
    assertThat(next.split(", ", -1)).hasSize(3).allMatch(each -> each.endsWith(time));
    assertThat(next).contains(day);
  }

  @Test
  void aSteadyIntervalUsesLinesThatTheControllerDoesNotRestart() {
    String told = added("@every 1d");

    assertThat(told).contains("Schedule nightly: @every 24h. Its runs");
    assertThat(sent)
        .singleElement()
        .asString()
        .containsPattern("\"schedules\":\\[\"[0-9]+ [0-9]+ \\* \\* \\*\"]")
        .contains("\"timezone\":\"UTC\"", "\"jupyterflow.dev/schedule\":\"@every 24h\"");
  }

  @Test
  void theZoneIsThatOfTheNotebookAsItsOwnDateShowsIt() {
    assertThat(added("0 3 * * *")).contains("in the time zone Etc/GMT-9.");
    sandbox.variables.put("TZ", "EST5EDT,M3.2.0,M11.1.0");
    Result refused = add("0 3 * * *");

    assertThat(refused.code()).isEqualTo(ExitCode.PROBLEM_IN_FLOW);
    assertThat(refused.err()).contains("TZ:1:1", "--timezone Asia/Seoul");
    assertThat(sent).hasSize(1);
  }

  @Test
  void aZoneInTheScheduleIsTheFlag() {
    added("TZ=ROK 0 3 * * *", "--timezone", "Asia/Seoul");
    assertThat(sent).singleElement().asString().contains("\"timezone\":\"Asia/Seoul\"");
    added("CRON_TZ=Europe/Berlin 0 3 * * *");
    assertThat(sent.getLast()).contains("\"timezone\":\"Europe/Berlin\"");

    Result refused = add("TZ=ROK 0 3 * * *", "--timezone", "Europe/Berlin");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("Asia/Seoul", "Europe/Berlin", "leave out one of them");
    assertThat(sent).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * 1#2 | UTC | --schedule:1:9 | ^^^ | let a job check",
        "@every 90 | UTC | --schedule:1:8 | ^^ | @every 90m for minutes",
        "0 0 31 2 * | UTC | --schedule:1:5 | ^^^^ | such as 28",
        "0 3 * * * | +05:30 | --timezone:1:1 | ^^^^^^ | Asia/Kolkata",
        "0 3 * * * | Asia/Soul | --timezone:1:1 | ^^^^^^^^^ | did you mean Asia/Seoul?",
      })
  void schedulesThatNoControllerAcceptsAreRefusedBeforeTheyAreSent(
      String schedule, String zone, String place, String caret, String hint) {
    Result refused = add(schedule, "--timezone", zone);

    assertThat(refused.code()).isEqualTo(ExitCode.PROBLEM_IN_FLOW);
    assertThat(refused.err()).contains(place, caret, hint);
    assertThat(sent).isEmpty();
  }

  @Test
  void theScheduleOfAFileIsReadTheSame() throws IOException {
    sandbox.file("workflow.yaml", "jobs: ['true']\nschedule: 'TZ=ROK 0 3 1 * sun'\n");

    Result result = sandbox.run("run");

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    assertThat(result.err())
        .containsOnlyOnce("each day that is one or the other")
        .contains("workflow.yaml:2:23", "0 3 1 * 0, in the time zone Asia/Seoul", "Next: ");
    sandbox.file("workflow.yaml", "jobs: ['true']\nschedule: '@every 90'\n");
    assertThat(sandbox.run("cron", "add").err()).contains("workflow.yaml:2:19");
  }

  @Test
  void schedulesThatStartNothingAreNamedWithTheReason() {
    kept =
        """
        {"items": [
          {"metadata": {"name": "fine", "creationTimestamp": "2026-01-02T00:00:00Z"},
           "spec": {"schedules": ["0 3 1 1 *"], "timezone": "Asia/Seoul"},
           "status": {"lastScheduledTime": "2999-12-31T18:00:00Z"}},
          {"metadata": {"name": "sundays", "creationTimestamp": "2026-01-02T00:00:00Z"},
           "spec": {"schedules": ["0 3 * * 7"], "timezone": "Asia/Seoul"}}]}
        """;

    Result list = sandbox.run("cron", "list");

    assertThat(list.out().lines())
        .anyMatch(
            line -> line.startsWith("fine") && line.contains("active") && line.endsWith("+09:00"))
        .anyMatch(
            line -> line.startsWith("sundays") && line.contains("stuck") && line.endsWith("-"));
    assertThat(list.err())
        .contains("sundays never runs: Argo's controller can't read '0 3 * * 7'")
        .contains("jupyterflow cron delete sundays")
        .doesNotContain("fine");
  }
}
