package io.jupyterflow.kubernetes.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.kubernetes.capture.NotebookPods;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is found out of the pods of jobs before there is any.
class JobPodsTest {

  private static final String SPACE = "/api/v1/namespaces/lab";

  private static final String STRICT =
      "{\"allowPrivilegeEscalation\": false, \"runAsNonRoot\": true, \"seccompProfile\": {\"type\":"
          + " \"RuntimeDefault\"}, \"capabilities\": {\"drop\": [\"ALL\"]}}";

  private static final String STATED =
      "{\"requests\": {\"cpu\": \"1\", \"memory\": \"1Gi\"}, \"limits\": {\"cpu\": \"1\","
          + " \"memory\": \"1Gi\"}}";

  private final AnsweringApi api = new AnsweringApi();

  private Finding look(String security, String resources) {
    String fields = "\"securityContext\": " + security + ", \"resources\": " + resources;
    KubeObject patch =
        KubeObject.parse(
            "{\"initContainers\": [{\"name\": \"init\", %1$s}], \"containers\": [{\"name\":"
                    .formatted(fields)
                + " \"wait\", %s}]}".formatted(fields));
    PodEnvironment environment =
        PodEnvironmentBuilder.in("lab")
            .container(
                KubeObject.parse("{\"image\": \"lab:1\", \"env\": [], %s}".formatted(fields)))
            .pod(KubeObject.parse("{\"volumes\": []}"))
            .patch(patch)
            .helpers(NotebookPods.HELPERS)
            .build();
    return new JobPods(api, new Access(api, "lab"), environment).look();
  }

  private void refuse(String said) {
    api.takesPods = true;
    api.refused =
        KubeException.Answered.of(
            403, 0, "{\"reason\": \"Forbidden\", \"message\": \"%s\"}".formatted(said), "POST");
  }

  private void rules(String level, String hard, String ranges) {
    String label = "\"pod-security.kubernetes.io/enforce\": \"" + level + "\"";
    api.objects.put(SPACE, KubeObject.parse("{\"metadata\": {\"labels\": {%s}}}".formatted(label)));
    api.objects.put(
        SPACE + "/resourcequotas",
        KubeObject.parse(
            "{\"items\": [{\"metadata\": {\"name\": \"team\"}, \"spec\": {\"hard\": {%s}}}]}"
                .formatted(hard)));
    api.objects.put(
        SPACE + "/limitranges", KubeObject.parse("{\"items\": [%s]}".formatted(ranges)));
  }

  @Test
  void theServerJudgesAPodAsTheEngineMakesIt() {
    api.takesPods = true;

    assertThat(look(STRICT, STATED).outcome()).isEqualTo(Outcome.GOOD);

    KubeObject pod = api.tried.getFirst();
    assertThat(pod.text("spec", "serviceAccountName")).isEqualTo("jupyterflow-job");
    assertThat(pod.objects("spec", "containers"))
        .extracting(each -> each.text("name"))
        .containsExactly("main", "wait");
    for (String list : List.of("containers", "initContainers")) {
      for (KubeObject each : pod.objects("spec", list)) {
        assertThat(each.text("image")).isEqualTo("lab:1");
        assertThat(each.has("securityContext", "seccompProfile")).isTrue();
        assertThat(each.text("resources", "limits", "cpu")).isEqualTo("1");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "violates PodSecurity restricted:latest: runAsNonRoot != true | bad | securityContext",
        "failed quota: team: must specify limits.cpu for: main | bad | LimitRange that gives",
        "maximum memory usage per Container is 1Gi, but limit is 2Gi | bad | stay within that",
        "exceeded quota: a, requested: limits.cpu=2, used: limits.cpu=3, limited: limits.cpu=4"
            + " | lacking | wait until other pods are done",
        "exceeded quota: a, requested: limits.memory=5Gi, used: limits.memory=0, limited:"
            + " limits.memory=4Gi | bad | ask for less",
        "no images from there | bad | ask your administrator about that rule"
      })
  void aRefusalIsQuotedWithWhatToDo(String said, String outcome, String remedy) {
    refuse("pods x is forbidden: " + said);

    Finding finding = look("{}", "{}");
    assertThat(finding.outcome().text()).isEqualTo(outcome);
    assertThat(finding.message()).endsWith(": " + said);
    assertThat(finding.remedy()).asString().contains(remedy);
  }

  @Test
  void podsThatTheServerCanNotJudgeAreUnknown() {
    refuse("admission webhook x does not support dry run");

    assertThat(look("{}", "{}").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void withoutTheRightARuleThatIsBrokenIsNamed() {
    rules("restricted", "", "");
    Finding finding = look("{\"allowPrivilegeEscalation\": false}", "{}");
    assertThat(finding.outcome()).isEqualTo(Outcome.BAD);
    assertThat(finding.message())
        .contains("'restricted'", "capabilities: {drop: [ALL]}, runAsNonRoot: true")
        .doesNotContain("allowPrivilegeEscalation");

    rules("baseline", "\"limits.cpu\": \"4\", \"pods\": \"10\"", "");
    assertThat(look("{}", "{}").message()).contains("quota team demands", "limits.cpu");
  }

  @Test
  void withoutTheRightWhatIsKeptIsToldAndNotCalledGood() {
    rules("restricted", "\"limits.cpu\": \"4\", \"requests.memory\": \"4Gi\"", "");
    Finding finding = look(STRICT, STATED);
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.message())
        .contains("They keep Pod Security 'restricted' and the quota team")
        .contains("shows with a run");

    rules("", "\"limits.cpu\": \"4\"", "{\"spec\": {\"limits\": [{\"type\": \"Container\"}]}}");
    assertThat(look("{}", "{}").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void unreadableFactsAreReported() {
    assertThat(look("{}", "{}").message())
        .contains("Nor can be read: the namespace's labels and its quotas");
  }
}
