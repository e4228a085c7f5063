package io.jupyterflow.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.Retries;
import io.jupyterflow.core.problem.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFilesTest {

  @TempDir Path home;

  @Test
  void withoutFilesAllIsBuiltIn() {
    Settings settings = read(Map.of()).settings(SettingsLayer.EMPTY);
    assertThat(settings.engine()).isEqualTo(new Setting<>("auto", "built in", false));
    assertThat(settings.jobs().value()).isZero();
    assertThat(read(Map.of()).problems()).isEmpty();
  }

  @Test
  void labelsAndAnnotationsAreReadOneByOne() throws IOException {
    administrator("spec: {labels: {team: all, cost: lab}}\n");
    user(
        """
        spec:
          labels: {team: vision, kueue.x-k8s.io/queue-name: gpu, empty: ""}
          annotations:
            gke-gcsfuse/volumes: true
            vault.hashicorp.com/agent-inject-secret-db: secret/data/db
            vault.hashicorp.com/agent-inject-template-db: "password={{ .Data.password }}"
            azure.workload.identity/service-account-token-expiration: 3600
        """);
    SettingsFiles files = read(Map.of());
    assertThat(files.problems()).isEmpty();
    Settings settings = files.settings(SettingsLayer.EMPTY);
    assertThat(value(settings, "spec.labels.team")).isEqualTo("vision");
    assertThat(value(settings, "spec.labels.cost")).isEqualTo("lab");
    assertThat(value(settings, "spec.annotations.gke-gcsfuse/volumes")).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels: [a] | wrong-type | 1:16",
        "labels: {a b: c} | wrong-name | 1:17",
        "labels: {-a: c} | wrong-name | 1:17",
        "labels: {Example.com/a: c} | wrong-name | 1:17",
        "labels: {a/b/c: d} | wrong-name | 1:17",
        "labels: {a: 'b c'} | wrong-value | 1:20",
        "labels: {a: {b: c}} | wrong-type | 1:20",
        "labels: {a: } | wrong-type | 1:19",
        "labels: {notebook-name: nb} | taken-name | 1:32",
        "labels: {hub.jupyter.org/username: a} | taken-name | 1:43",
        "labels: {component: singleuser-server} | taken-name | 1:28",
        "annotations: {workflows.argoproj.io/node-id: a} | taken-name | 1:53",
        "annotations: {db: 'postgres://a:pw@db/x'} | secret-in-metadata | 1:22",
        "annotations: {example.com/api-token: abc} | secret-in-metadata | 1:22"
      })
  void metadataThatJobsCanNotHaveIsReportedWithItsPlace(String spec, String code, String place)
      throws IOException {
    user("spec: {" + spec + "}\n");
    assertThat(read(Map.of()).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(code);
          assertThat(problem.where()).hasToString(home + "/.jupyterflow.yaml:" + place);
          assertThat(problem.message()).doesNotContain("pw@", "abc");
        });
  }

  @Test
  void groupsAreAListOfNumbers() throws IOException {
    user("spec: {supplementalGroups: [5000, 6000]}\n");
    assertThat(value(read(Map.of()).settings(SettingsLayer.EMPTY), "spec.supplementalGroups"))
        .hasToString("[5000, 6000]");
    user("spec: {supplementalGroups: [lab]}\n");
    assertThat(read(Map.of()).problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("an item of spec.supplementalGroups");
  }

  @Test
  void aFileOfTheFirstJupyterFlowWorksAsItStands() throws IOException {
    user(
        """
        spec:
          image: jupyter/datascience-notebook:latest
          imagePullPolicy: Always
          imagePullSecrets:
          - name: "default"
          env:
          - name: "CUSTOM_KEY"
            value: "CUSTOM_VAL"
          resources:
            requests:
              cpu: 500m
              memory: 500Mi
            limits:
              cpu: 1000m
              memory: 800Mi
          nodeSelector: {}
          runAsUser: 1000
          runAsGroup: 100
          serviceAccountName: default
          volumes:
          - name: nas001
            persistentVolumeClaim:
              claimName: nas001
          volumeMounts:
          - name: nas001
            mountPath: /nas001
        """);
    SettingsFiles files = read(Map.of());
    assertThat(files.problems()).isEmpty();
    Settings settings = files.settings(SettingsLayer.EMPTY);
    Environment environment =
        settings.appliedTo(
            EnvironmentBuilder.in("/home")
                .variables(Map.of("A", "b"))
                .engine(new NoEngine())
                .build());
    assertThat(environment.variables())
        .containsOnly(Map.entry("A", "b"), Map.entry("CUSTOM_KEY", "CUSTOM_VAL"));
    assertThat(environment.resources().cpu()).isEqualByComparingTo(new BigDecimal("0.5"));
    assertThat(environment.resources().memory()).isEqualTo(500L << 20);
    assertThat(settings.entries())
        .filteredOn(entry -> entry.usedOn().equals("Kubernetes"))
        .extracting(Settings.Entry::key)
        .contains("spec.image", "spec.volumes", "spec.nodeSelector", "spec.runAsUser");
  }

  @Test
  void strongerLayersOverrideAndListsAppend() throws IOException {
    administrator(
        """
        engine: argo
        jobs: 4
        spec:
          image: base
          volumes: [{name: a}]
          env: [{name: X, value: 1}, {name: Y, value: 1}]
        """);
    user("engine: local\nspec: {image: mine, volumes: [{name: b}], env: [{name: X, value: 2}]}\n");
    Settings settings = read(Map.of()).settings(SettingsLayer.flags(null, 8));
    assertThat(settings.engine().value()).isEqualTo("local");
    assertThat(settings.engine().origin()).endsWith(".jupyterflow.yaml:1:9");
    assertThat(settings.jobs()).isEqualTo(new Setting<>(8, "-j", false));
    assertThat(value(settings, "spec.image")).isEqualTo("mine");
    assertThat(value(settings, "spec.volumes"))
        .isEqualTo(List.of(Map.of("name", "a"), Map.of("name", "b")));
    assertThat(value(settings, "spec.env.X")).isEqualTo("2");
    assertThat(value(settings, "spec.env.Y")).isEqualTo("1");
  }

  @Test
  void settingsOfTheAdministratorOverrideFlags() throws IOException {
    administrator("enforce: {engine: argo, jobs: 2}\n");
    user("engine: local\nenforce: {engine: local}\n");
    SettingsFiles files = read(Map.of());
    Settings settings = files.settings(SettingsLayer.flags("local", 9));
    assertThat(settings.engine().value()).isEqualTo("argo");
    assertThat(settings.engine().isEnforced()).isTrue();
    assertThat(settings.jobs().value()).isEqualTo(2);
    assertThat(files.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.isError()).isFalse();
          assertThat(problem.code()).isEqualTo("unknown-key");
        });
  }

  @Test
  void unknownKeysAreWarningsWithTheNearestName() throws IOException {
    user("spec: {imgae: x}\nengin: local\njobs: many\n");
    List<Problem> problems = read(Map.of()).problems();
    assertThat(problems)
        .extracting(Problem::code, Problem::isError, problem -> problem.remedy().toString())
        .contains(
            org.assertj.core.groups.Tuple.tuple("unknown-key", false, "did you mean image?"),
            org.assertj.core.groups.Tuple.tuple("unknown-key", false, "did you mean engine?"),
            org.assertj.core.groups.Tuple.tuple("wrong-type", true, ""));
  }

  @Test
  void theVariableNamesAnotherFile() throws IOException {
    Path other = Files.writeString(home.resolve("other.yaml"), "jobs: 3\n");
    Map<String, String> environment = Map.of("JUPYTERFLOW_CONFIG_FILE", other.toString());
    assertThat(read(environment).settings(SettingsLayer.EMPTY).jobs().value()).isEqualTo(3);
    Map<String, String> missing = Map.of("JUPYTERFLOW_CONFIG_FILE", home + "/none.yaml");
    assertThat(read(missing).problems())
        .extracting(Problem::code)
        .containsExactly("no-config-file");
  }

  @Test
  void retriesAndTimeoutAreForJobsThatStateNone() throws IOException {
    user("retries: 2\ntimeout: 1h\n");
    Plan plan = new Plan("p", List.of(Job.of("a", new Command.Shell("true"), List.of())));
    Job job = read(Map.of()).settings(SettingsLayer.EMPTY).appliedTo(plan).jobs().getFirst();
    assertThat(job.retries().limit()).isEqualTo(2);
    assertThat(job.timeout()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void statedRetriesAndTimeoutsWinUnlessOthersAreEnforced() throws IOException {
    Job once =
        Job.of("a", new Command.Shell("true"), List.of())
            .withRetries(Retries.of(0))
            .withTimeout(Duration.ofMinutes(1));
    Plan plan = new Plan("p", List.of(once));
    user("retries: 2\ntimeout: 1h\n");
    Job stated = read(Map.of()).settings(SettingsLayer.EMPTY).appliedTo(plan).jobs().getFirst();
    assertThat(stated).isEqualTo(once);
    administrator("enforce: {retries: 1, timeout: 2h}\n");
    Job enforced = read(Map.of()).settings(SettingsLayer.EMPTY).appliedTo(plan).jobs().getFirst();
    assertThat(enforced.retries().limit()).isEqualTo(1);
    assertThat(enforced.timeout()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void secretsAreNotShown() throws IOException {
    user("spec: {env: [{name: API_TOKEN, value: hush}]}\n");
    Settings settings = read(Map.of()).settings(SettingsLayer.EMPTY);
    assertThat(value(settings, "spec.env.API_TOKEN")).isEqualTo("***");
  }

  @Test
  void anEmptyOrUnreadableFileIsNoCrash() throws IOException {
    user("# nothing yet\n");
    assertThat(read(Map.of()).problems()).isEmpty();
    user("spec: [");
    assertThat(read(Map.of()).problems()).isNotEmpty();
    Files.delete(home.resolve(".jupyterflow.yaml"));
    Files.createDirectory(home.resolve(".jupyterflow.yaml"));
    assertThat(read(Map.of()).problems())
        .extracting(Problem::code)
        .containsExactly("unreadable-config-file");
  }

  private static Object value(Settings settings, String key) {
    return settings.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private SettingsFiles read(Map<String, String> environment) {
    return SettingsFiles.read(
        home.resolve("admin.yaml"), environment, home, List.of("auto", "local", "argo"));
  }

  private void administrator(String text) throws IOException {
    Files.writeString(home.resolve("admin.yaml"), text);
  }

  private void user(String text) throws IOException {
    Files.writeString(home.resolve(".jupyterflow.yaml"), text);
  }

  private record NoEngine() implements Environment.EngineEnvironment {}
}
