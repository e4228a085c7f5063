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
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideDoctorTest {

  private static final String ACCOUNT = "/api/v1/namespaces/lab/serviceaccounts/jupyterflow-job";

  private final AnsweringApi api = new AnsweringApi();

  @TempDir Path folder;

  @BeforeEach
  void prepare() {
    put("/version", "{\"gitVersion\": \"v1.34.4\"}");
    put(
        "/apis/argoproj.io/v1alpha1",
        "{\"resources\": [{\"name\": \"workflows\"}, {\"name\": \"cronworkflows\"},"
            + " {\"name\": \"workflowtaskresults\"}]}");
    put(ACCOUNT, "{}");
    put("/api/v1/namespaces/lab/pods", "{\"items\": []}");
    put("/apis/argoproj.io/v1alpha1/namespaces/lab/workflows", "{\"items\": []}");
  }

  private void put(String path, String json) {
    api.objects.put(path, KubeObject.parse(json));
  }

  private DoctorReport look(UnaryOperator<Environment> settings) {
    NotebookProcess process = NotebookProcess.read(Map.of("USER", "kim"), folder);
    return new OutsideDoctor(process, settings, Clock.systemUTC()).look(api, "my.conf", "lab");
  }

  private static Environment withImage(Environment environment) {
    return with(environment, List.of(new SettingOverride("image", "lab:1", "--image")));
  }

  private static Environment with(Environment environment, List<SettingOverride> changes) {
    return EnvironmentBuilder.from(environment).engine(environment.engine().with(changes)).build();
  }

  private static Finding finding(DoctorReport checkup, String name) {
    return checkup.findings().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void withoutProblemsRunsWork() {
    DoctorReport checkup = look(OutsideDoctorTest::withImage);

    assertThat(checkup.isReady()).isTrue();
    assertThat(checkup.works()).contains("run", "logs", "cron");
    assertThat(finding(checkup, "api server").message()).contains("my.conf", "v1.34.4");
    assertThat(finding(checkup, "image").message()).contains("lab:1");
    assertThat(checkup.findings()).noneMatch(f -> f.name().equals("get pods"));
  }

  @Test
  void aMissingImageIsReportedWithTheFlagForIt() {
    DoctorReport checkup = look(environment -> with(environment, List.of()));

    assertThat(checkup.isReady()).isTrue();
    assertThat(finding(checkup, "image").outcome()).isEqualTo(Outcome.LACKING);
    assertThat(finding(checkup, "image").remedy()).asString().contains("--image IMAGE");
  }

  @Test
  void missingPermissionsAreNamed() {
    api.denied.add("create workflows.argoproj.io");

    DoctorReport checkup = look(OutsideDoctorTest::withImage);

    assertThat(checkup.isReady()).isFalse();
    assertThat(finding(checkup, "create workflows.argoproj.io").message()).contains("you may not");
    assertThat(checkup.lacks()).contains("run");
  }

  @Test
  void inAnotherNamespaceNothingIsAskedOfSchedulesWhichStayInTheFirst() {
    DoctorReport checkup =
        look(environment ->
            with(
                withImage(environment),
                List.of(new SettingOverride("namespace", "gpu", "--namespace"))));

    assertThat(api.reviewed)
        .contains("gpu: create workflows.argoproj.io")
        .allMatch(right -> right.startsWith("gpu: ") && !right.contains("cron"));
    assertThat(finding(checkup, "cron").message()).contains("lab only");
  }

  @Test
  void aMissingAccountOfJobsComesWithItsManifest() {
    api.objects.remove(ACCOUNT);

    assertThat(look(OutsideDoctorTest::withImage).manifest())
        .contains("kind: ServiceAccount", "namespace: lab");
  }

  @Test
  void anUnreachableClusterIsDistinguishedFromOneThatRefuses() {
    api.failing = new KubeException.Unanswered("GET", new ConnectException("Connection refused"));
    assertThat(look(OutsideDoctorTest::withImage).isReachable()).isFalse();

    api.failing = new KubeException.Answered(401, 0, KubeObject.EMPTY, "GET /version");
    DoctorReport refused = look(OutsideDoctorTest::withImage);
    assertThat(refused.isReachable()).isTrue();
    assertThat(refused.isReady()).isFalse();
    assertThat(finding(refused, "api server").remedy()).asString().contains("sign in again");
  }
}
