package io.jupyterflow.kubernetes.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What API servers say of pods that they do not take, as the controller hands it on.
class RefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maximum memory usage per Container is 1Gi, but limit is 2147483648 | \
          the namespace allows a job at most 1Gi of memory, and it asks for 2 GiB | --memory 1Gi
          [maximum cpu usage per Container is 500m, but limit is 2, minimum memory] | \
          the namespace allows a job at most 500m processor cores, and it asks for 2 processor cores | --cpu 500m
          maximum memory usage per Pod is 1Gi, but limit is 1181116006 | \
          at most 1Gi of memory, all its containers together, and it asks for 1.1 GiB | --memory 1Gi
          maximum memory usage per Container is 1Gi, but no limit is specified | \
          at most 1Gi of memory, and it states none | --memory 1Gi
          maximum memory usage per Container is 1073741825, but limit is 2Gi | \
          at most 1024Mi of memory | --memory 1024Mi
          maximum nvidia.com/gpu usage per Container is 1, but limit is 2 | \
          at most 1 × nvidia.com/gpu, and it asks for 2 × nvidia.com/gpu | --gpu 1
          minimum memory usage per Container is 100Mi, but request is 10485760 | \
          needs a job to ask for at least 100Mi of memory, and it asks for 10 MiB | --memory 100Mi
          """)
  void amountsAreNamedWithTheFlagToGive(String said, String words, String flag) {
    String refusal = Refusal.words("task 'a.b' errored: pods \"a-1\" is forbidden: " + said);

    assertThat(refusal).contains(words);
    assertThat(Refusal.fix(refusal).orElseThrow()).asString().contains(flag);
  }

  @Test
  void aLevelOfPodSecurityIsNamedWithWhatItWants() {
    String refusal =
        Refusal.words(
            "pods \"a\" is forbidden: violates PodSecurity \"restricted:latest\":"
                + " allowPrivilegeEscalation != false (containers \"init\", \"main\" must set"
                + " securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or"
                + " containers \"init\" must set securityContext.runAsNonRoot=true)");

    assertThat(refusal)
        .isEqualTo(
            "the namespace's Pod Security level restricted refuses it: allowPrivilegeEscalation !="
                + " false, runAsNonRoot != true");
    assertThat(Refusal.fix(refusal).orElseThrow()).asString().contains("<run-doctor>");
  }

  @Test
  void aQuotaThatWantsAmountsIsNamed() {
    String refusal =
        Refusal.words(
            "pods \"a\" is forbidden: failed quota: team: must specify limits.cpu for: init,wait;"
                + " limits.memory for: main");

    assertThat(refusal)
        .isEqualTo(
            "the namespace's quota team takes only jobs that state their limits.cpu,"
                + " limits.memory");
    assertThat(Refusal.fix(refusal).orElseThrow()).asString().contains("--cpu", "LimitRange");
  }

  @Test
  void aRuleOfTheClusterIsNamedWithItsReason() {
    String refusal =
        Refusal.words(
            "task 'a.b' errored: admission webhook \"validate.kyverno.svc-fail\" denied the"
                + " request: \n\nresource Pod/a was blocked\n  owner: label is missing");

    assertThat(refusal)
        .isEqualTo(
            "a rule of the cluster (validate.kyverno.svc-fail) refused it: resource Pod/a was"
                + " blocked owner: label is missing");
    assertThat(Refusal.fix(refusal).orElseThrow()).asString().contains("ask the administrator");
  }

  @Test
  void unknownRefusalsAreQuoted() {
    assertThat(Refusal.words("pods \"a\" is forbidden: no Pods on Sundays"))
        .isEqualTo("the cluster refused it: no Pods on Sundays");
    assertThat(Refusal.fix("exit code 1")).isEmpty();
  }
}
