package io.jupyterflow.argo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.environment.SettingOverride;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.kubernetes.capture.NotebookProcess;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.doctor.AnsweringApi;
import io.jupyterflow.kubernetes.doctor.Permission;
import io.jupyterflow.kubernetes.fake.UserRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final String POD = "/api/v1/namespaces/lab/pods/nb";
  private static final String CLAIM = "/api/v1/namespaces/lab/persistentvolumeclaims/home";
  private static final String ACCOUNT = "/api/v1/namespaces/lab/serviceaccounts/jupyterflow-job";
  private static final String WORKFLOWS = "/apis/argoproj.io/v1alpha1/namespaces/lab/workflows";

  private final AnsweringApi api = new AnsweringApi();
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "HOSTNAME", "nb", "HOME", "/home/me"));

  @TempDir Path folder;

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("token"), "no.jwt.here");
    Files.writeString(folder.resolve("namespace"), "lab");
    put("/version", "{\"gitVersion\": \"v1.34.4\"}");
    put(
        "/apis/argoproj.io/v1alpha1",
        "{\"resources\": [{\"name\": \"workflows\"}, {\"name\": \"cronworkflows\"},"
            + " {\"name\": \"workflowtaskresults\"}]}");
    put(
        POD,
        "{\"metadata\": {\"name\": \"nb\"}, \"spec\": {\"nodeName\": \"n1\", \"containers\":"
            + " [{\"name\": \"notebook\", \"image\": \"lab:1\", \"volumeMounts\": [{\"name\":"
            + " \"home\", \"mountPath\": \"/home/me\"}]}], \"volumes\": [{\"name\": \"home\","
            + " \"persistentVolumeClaim\": {\"claimName\": \"home\"}}]}}");
    put(CLAIM, "{\"status\": {\"accessModes\": [\"ReadWriteMany\"]}}");
    put(ACCOUNT, "{}");
    put("/api/v1/namespaces/lab/pods", "{\"items\": []}");
    put(WORKFLOWS, "{\"items\": []}");
  }

  @Test
  void withoutProblemsRunsWork() {
    DoctorReport checkup = look();
    assertThat(checkup.isReady()).isTrue();
    assertThat(checkup.lacks()).isEmpty();
    assertThat(checkup.works()).contains("run", "logs", "cron");
    assertThat(checkup.manifest()).isEmpty();
    assertThat(finding(checkup, "volume home").message()).contains("ReadWriteMany");
    assertThat(finding(checkup, "api server").message()).contains("v1.34.4");
  }

  static List<Permission> rights() {
    return ArgoPermissions.OF_USER;
  }

  @ParameterizedTest
  @MethodSource("rights")
  void everyMissingRightIsNamedWithTheRuleThatGivesIt(Permission right) {
    api.denied.add(right.text());
    DoctorReport checkup = look();
    Outcome outcome = right.isNeeded() ? Outcome.BAD : Outcome.LACKING;
    assertThat(finding(checkup, right.text()).outcome()).isEqualTo(outcome);
    assertThat(checkup.isReady()).isEqualTo(!right.isNeeded());
    assertThat(checkup.lacks()).contains(right.feature());
    assertThat(checkup.works()).doesNotContain(right.feature());
    assertThat(checkup.manifest())
        .contains("kind: Role\n", "kind: RoleBinding\n", "name: mine\n", "namespace: lab\n")
        .contains("- " + right.verb() + "\n", "- " + right.resource() + "\n");
    for (Permission other : ArgoPermissions.OF_USER) {
      if (!other.equals(right)) {
        assertThat(finding(checkup, other.text()).outcome()).isEqualTo(Outcome.GOOD);
      }
    }
  }

  @Test
  void rightsInAnotherNamespaceAreGivenToTheAccountWhereTheNotebookIs() {
    api.denied.add("create workflows.argoproj.io");
    SettingOverride change = new SettingOverride("namespace", "gpu", "--namespace");
    DoctorReport checkup = look(change);
    String binding = checkup.manifest().split("kind: RoleBinding\n", 2)[1].split("---\n", 2)[0];
    assertThat(binding).contains("name: jupyterflow-missing\n  namespace: gpu\n");
    assertThat(binding.substring(binding.indexOf("subjects:"))).contains("namespace: lab");
  }

  @Test
  void eachRightIsAskedForWhereARunInAnotherNamespaceNeedsIt() {
    DoctorReport checkup = look(new SettingOverride("namespace", "gpu", "--namespace"));
    assertThat(api.reviewed)
        .contains("lab: get pods", "lab: get persistentvolumeclaims")
        .contains("gpu: create workflows.argoproj.io", "gpu: list pods", "gpu: create secrets")
        .doesNotContain("gpu: get pods", "gpu: get persistentvolumeclaims")
        .noneMatch(right -> right.contains("cronworkflows"))
        .doesNotHaveDuplicates();
    assertThat(finding(checkup, "get pods").message()).isEqualTo("the notebook may in lab");
    assertThat(finding(checkup, "list pods").message()).isEqualTo("the notebook may in gpu");
    assertThat(finding(checkup, "cron").message()).contains("lab only");
    assertThat(checkup.works()).doesNotContain("cron");
    api.reviewed.clear();
    look();
    assertThat(api.reviewed).allMatch(right -> right.startsWith("lab: "));
  }

  @Test
  void missingRightsArePrintedForEachNamespace() {
    api.denied.add("get pods");
    api.denied.add("create workflows.argoproj.io");
    List<KubeObject> roles =
        documents(look(new SettingOverride("namespace", "gpu", "--namespace")).manifest(), "Role");
    assertThat(roles)
        .extracting(role -> role.text("metadata", "namespace"))
        .containsExactly("lab", "gpu");
    assertThat(roles.getFirst().objects("rules").toString()).contains("pods");
    assertThat(roles.getLast().objects("rules").toString())
        .contains("workflows")
        .doesNotContain("pods");
  }

  private List<KubeObject> documents(String manifest, String kind) {
    try {
      return UserRights.documents(Files.writeString(folder.resolve("manifest"), manifest)).stream()
          .filter(document -> document.text("kind").equals(kind))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void withoutAnyRightAllThatIsMissingIsPrintedAtOnce() {
    variables.put("NB_PREFIX", "/notebook/lab/nb");
    ArgoPermissions.OF_USER.forEach(right -> api.denied.add(right.text()));
    ArgoPermissions.OF_JOB.forEach(right -> api.denied.add(right.text()));
    assertThat(look().manifest()).contains("- workflows\n", "- workflowtaskresults\n");
  }

  @Test
  void reasonsWhyTheServerIsUnreachableAreDistinguished() {
    assertThat(unreached(new SocketTimeoutException("Connect timed out")))
        .contains("NetworkPolicy");
    assertThat(unreached(new NoRouteToHostException("x"))).contains("NetworkPolicy");
    assertThat(unreached(new UnknownHostException("x"))).contains("DNS");
    assertThat(unreached(new ConnectException("Connection refused"))).contains("nothing listens");
    assertThat(unreached(new SSLHandshakeException("PKIX"))).contains("doesn't prove");
    assertThat(unreached(new SocketTimeoutException("Read timed out"))).contains("doesn't answer");
    assertThat(unreached(new IOException("torn"))).contains("can't be asked");
  }

  @Test
  void aBlockedNetworkComesWithThePolicyThatOpensIt() {
    api.failing =
        new KubeException.Unanswered("GET", new SocketTimeoutException("Connect timed out"));
    assertThat(look().manifest()).contains("kind: NetworkPolicy", "10.96.0.1/32");
    api.failing = new KubeException.Unanswered("GET", new ConnectException("Connection refused"));
    assertThat(look().manifest()).isEmpty();
  }

  @Test
  void withoutATokenThereIsNothingElseToLookAt() throws IOException {
    Files.delete(folder.resolve("token"));
    DoctorReport checkup = look();
    assertThat(checkup.isReady()).isFalse();
    assertThat(checkup.isReachable()).isTrue();
    assertThat(checkup.findings())
        .singleElement()
        .satisfies(f ->
            assertThat(f.remedy()).asString().contains("serviceAccountName: jupyterflow-user"));
  }

  @Test
  void withoutArgoNoRunWorks() {
    api.objects.remove("/apis/argoproj.io/v1alpha1");
    DoctorReport checkup = look();
    assertThat(checkup.isReady()).isFalse();
    assertThat(finding(checkup, "argo").message()).contains("not installed");
  }

  @Test
  void withoutTheJobsAccountItIsPrintedWithItsRights() {
    api.objects.remove(ACCOUNT);
    DoctorReport checkup = look();
    assertThat(checkup.isReady()).isFalse();
    assertThat(finding(checkup, "job account").message())
        .contains("no service account jupyterflow-job");
    assertThat(checkup.manifest())
        .contains("kind: ServiceAccount", "name: jupyterflow-job", "- workflowtaskresults");
  }

  @Test
  void whetherTheJobsAccountIsThereIsUnknownToAnOlderRoleAndNoFault() {
    api.denied.add("get serviceaccounts");
    DoctorReport checkup = look();
    assertThat(finding(checkup, "job account").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(checkup.isReady()).isTrue();
    assertThat(checkup.manifest()).contains("resourceNames:\n", "- jupyterflow-job\n");
  }

  @Test
  void anAccountSharedWithTheNotebookIsNotChecked() {
    api.denied.add("get serviceaccounts");
    KubeObject metadata =
        KubeObject.parse("{\"name\": \"nb\", \"labels\": {\"notebook-name\": \"notebook\"}}");
    api.objects.computeIfPresent(
        POD,
        (path, pod) ->
            pod.with("metadata", metadata.tree())
                .with("spec", pod.object("spec").with("serviceAccountName", "mine").tree()));
    DoctorReport checkup = look();
    assertThat(finding(checkup, "job account").outcome()).isEqualTo(Outcome.GOOD);
    assertThat(checkup.manifest()).isEmpty();
    assertThat(checkup.lacks()).isEmpty();
  }

  @Test
  void anotherAccountThatSettingsNameForJobsIsTheOneThatIsAskedFor() {
    SettingOverride change =
        new SettingOverride("serviceAccountName", "others", "~/.jupyterflow.yaml:1:1");
    DoctorReport checkup = look(change);
    assertThat(finding(checkup, "get serviceaccounts").outcome()).isEqualTo(Outcome.LACKING);
    assertThat(checkup.manifest()).contains("resourceNames:\n", "- others\n");
  }

  @Test
  void aVolumeWhoseClaimWasDeletedIsAReason() {
    api.objects.remove(CLAIM);
    DoctorReport checkup = look();
    assertThat(checkup.isReady()).isFalse();
    assertThat(finding(checkup, "volume home").message()).contains("the claim is missing");
    assertThat(finding(checkup, "volume home").remedy()).asString().contains("restore the claim");
  }

  @Test
  void aVolumeThatNoJobCanHaveIsAReason() {
    put(CLAIM, "{\"status\": {\"accessModes\": [\"ReadWriteOncePod\"]}}");
    DoctorReport checkup = look();
    assertThat(checkup.isReady()).isFalse();
    assertThat(finding(checkup, "pod").message()).contains("ReadWriteOncePod");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11:59:00", "11:59:55"})
  void aControllerIsJudgedByTheNewestWorkflow(String time) {
    put(
        WORKFLOWS,
        "{\"items\": [{\"metadata\": {\"name\": \"old\", \"creationTimestamp\":"
            + " \"2026-01-01T00:00:00Z\", \"labels\": {\"workflows.argoproj.io/phase\":"
            + " \"Succeeded\"}}}, {\"metadata\": {\"name\": \"new\", \"creationTimestamp\":"
            + " \"2026-01-02T"
            + time
            + "Z\"}}]}");
    Outcome outcome = time.equals("11:59:00") ? Outcome.BAD : Outcome.UNKNOWN;
    assertThat(finding(look(), "controller").outcome()).isEqualTo(outcome);
  }

  @Test
  void schedulesThatStartNothingAreNamed() {
    put(
        WORKFLOWS.replace("workflows", "cronworkflows"),
        "{\"items\": ["
            + schedule("fine", "0 13 * * *")
            + ", "
            + schedule("late", "0 3 * * *")
            + ", "
            + schedule("sundays", "0 3 * * 7")
            + "]}");
    put(WORKFLOWS, "{\"items\": []}");

    DoctorReport checkup = look();

    assertThat(checkup.isReady()).isTrue();
    assertThat(finding(checkup, "schedules").message()).isEqualTo("1 active");
    assertThat(finding(checkup, "schedule late").outcome()).isEqualTo(Outcome.LACKING);
    assertThat(finding(checkup, "schedule late").message())
        .contains("did not run: it was due at 2026-01-02T03:00:00Z");
    assertThat(finding(checkup, "schedule late").remedy())
        .asString()
        .contains("<run-schedule late>");
    assertThat(finding(checkup, "schedule sundays").message()).contains("can't read '0 3 * * 7'");
  }

  private static String schedule(String name, String cron) {
    return """
    {"metadata": {"name": "%s", "creationTimestamp": "2026-01-02T00:00:00Z"},
     "spec": {"schedules": ["%s"], "timezone": "UTC"}}
    """
        .formatted(name, cron);
  }

  private String unreached(IOException cause) {
    api.failing = new KubeException.Unanswered("GET /version", cause);
    DoctorReport checkup = look();
    assertThat(checkup.isReachable()).isFalse();
    assertThat(checkup.isReady()).isFalse();
    return finding(checkup, "api server").message();
  }

  private void put(String path, String json) {
    api.objects.put(path, KubeObject.parse(json));
  }

  private static Finding finding(DoctorReport checkup, String name) {
    return checkup.findings().stream()
        .filter(finding -> finding.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + checkup));
  }

  private DoctorReport look(SettingOverride change) {
    return look(found ->
        EnvironmentBuilder.from(found).engine(found.engine().with(List.of(change))).build());
  }

  private DoctorReport look() {
    return look(environment -> environment);
  }

  private DoctorReport look(UnaryOperator<Environment> settings) {
    NotebookProcess process = new NotebookProcess(variables, folder, 1000, 100, null, "", "");
    Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    return new Doctor(process, folder, account -> api, settings, clock).look();
  }
}
