package io.jupyterflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.argo.doctor.Doctor;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.kubernetes.capture.NotebookProcess;
import io.jupyterflow.kubernetes.client.InPodApi;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes each right of the deploy kit from a notebook's account on the real cluster: `doctor` names
/// it, and what it prints for the administrator gives it back.
class DoctorInNotebookTest {

  private static final String SPACE = "jf-doctor";
  private static final String ROLE = "jupyterflow-user";
  private static final int LOOKS = 50;

  @TempDir static Path folder;
  private static URI server = URI.create("https://unknown");

  @BeforeAll
  static void prepare() throws IOException {
    kubectl("delete", "namespace", SPACE, "--ignore-not-found").ok();
    kubectl("create", "namespace", SPACE).ok();
    String kit = Files.readString(root().resolve("deploy/jupyterflow.yaml"));
    apply(kit.replace("namespace: jupyterhub", "namespace: " + SPACE));
    apply(
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "nb", "namespace": "%s"},
         "spec": {"serviceAccountName": "%s", "nodeSelector": {"none": "such"},
                  "containers": [{"name": "notebook", "image": "none"}]}}
        """
            .formatted(SPACE, ROLE));
    String token =
        kubectl(
                "-n",
                SPACE,
                "create",
                "token",
                ROLE,
                "--bound-object-kind",
                "Pod",
                "--bound-object-name",
                "nb")
            .ok()
            .out();
    KubeObject cluster =
        KubeObject.parse(kubectl("config", "view", "--raw", "--minify", "-o", "json").ok().out())
            .objects("clusters")
            .getFirst()
            .object("cluster");
    server = URI.create(cluster.text("server"));
    Files.writeString(folder.resolve("token"), token);
    Files.writeString(folder.resolve("namespace"), SPACE);
    Files.write(
        folder.resolve("ca.crt"),
        Base64.getDecoder().decode(cluster.text("certificate-authority-data")));
  }

  @AfterAll
  static void clear() {
    kubectl("delete", "namespace", SPACE, "--ignore-not-found");
  }

  @Test
  void everyRightOfTheDeployKitIsNamedWhenItIsTakenAndGivenBackByWhatIsPrinted() {
    List<Rule> rules = rules();
    DoctorReport whole = look(DoctorReport::isReady);
    assertThat(names(whole)).containsAll(rules.stream().map(Rule::name).toList());
    for (Rule taken : rules) {
      List<Rule> rest = new ArrayList<>(rules);
      rest.remove(taken);
      role(rest);
      DoctorReport without = look(checkup -> outcome(checkup, taken.name()) != Outcome.GOOD);
      for (Rule other : rest) {
        assertThat(outcome(without, other.name()))
            .as("%s without %s", other, taken)
            .isEqualTo(Outcome.GOOD);
      }
      apply(without.manifest());
      look(checkup -> outcome(checkup, taken.name()) == Outcome.GOOD);
      kubectl("-n", SPACE, "delete", "role,rolebinding", "jupyterflow-missing").ok();
    }
    role(rules);
    assertThat(look(DoctorReport::isReady).manifest()).isEmpty();
  }

  @Test
  void theAccountOfJobsIsMissedAndGivenBackByWhatIsPrinted() {
    kubectl("-n", SPACE, "delete", "serviceaccount", "jupyterflow-job").ok();
    DoctorReport without = look(checkup -> outcome(checkup, "job account") == Outcome.BAD);
    assertThat(without.isReady()).isFalse();
    apply(without.manifest());
    look(DoctorReport::isReady);
  }

  private record Rule(String group, String resource, List<?> names, String verb) {
    String name() {
      return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
  }

  private static List<Rule> rules() {
    KubeObject role =
        KubeObject.parse(kubectl("-n", SPACE, "get", "role", ROLE, "-o", "json").ok().out());
    List<Rule> rules = new ArrayList<>();
    for (KubeObject rule : role.objects("rules")) {
      List<?> names = (List<?>) rule.value("resourceNames").orElse(List.of());
      for (Object group : (List<?>) rule.value("apiGroups").orElseThrow()) {
        for (Object resource : (List<?>) rule.value("resources").orElseThrow()) {
          for (Object verb : (List<?>) rule.value("verbs").orElseThrow()) {
            rules.add(new Rule(group.toString(), resource.toString(), names, verb.toString()));
          }
        }
      }
    }
    return rules;
  }

  private static void role(List<Rule> rules) {
    List<Object> written = new ArrayList<>();
    for (Rule rule : rules) {
      written.add(
          Map.of(
              "apiGroups", List.of(rule.group()),
              "resources", List.of(rule.resource()),
              "resourceNames", rule.names(),
              "verbs", List.of(rule.verb())));
    }
    apply(
        JsonText.line(
            Map.of(
                "apiVersion",
                "rbac.authorization.k8s.io/v1",
                "kind",
                "Role",
                "metadata",
                Map.of("name", ROLE, "namespace", SPACE),
                "rules",
                written)));
  }

  private static Set<String> names(DoctorReport checkup) {
    Set<String> names = new TreeSet<>();
    checkup.findings().forEach(finding -> names.add(finding.name()));
    return names;
  }

  private static Outcome outcome(DoctorReport checkup, String name) {
    for (Finding finding : checkup.findings()) {
      if (finding.name().equals(name)) {
        return finding.outcome();
      }
    }
    throw new AssertionError(name + " was not looked at: " + checkup);
  }

  /// Looks until the API server's own view of the roles is the new one.
  private static DoctorReport look(Predicate<DoctorReport> wanted) {
    Map<String, String> variables =
        Map.of(
            "KUBERNETES_SERVICE_HOST", server.getHost(),
            "KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()),
            "HOME", "/home/nobody");
    NotebookProcess process = new NotebookProcess(variables, folder, 1000, 100, null, "", "");
    @Nullable DoctorReport checkup = null;
    for (int i = 0; i < LOOKS; i++) {
      checkup =
          new Doctor(
                  process,
                  folder,
                  account -> InPodApi.of(account, Doctor.PATIENCE),
                  environment -> environment,
                  Clock.systemUTC())
              .look();
      if (wanted.test(checkup)) {
        return checkup;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("not what was waited for: " + checkup);
  }

  private static void apply(String manifest) {
    Hub.cluster(manifest.getBytes(StandardCharsets.UTF_8), "kubectl", "apply", "-f", "-").ok();
  }

  private static Hub.Outcome kubectl(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "kubectl";
    System.arraycopy(words, 0, all, 1, words.length);
    return Hub.cluster(all);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("mvnw")) ? here : Objects.requireNonNull(here.getParent());
  }
}
