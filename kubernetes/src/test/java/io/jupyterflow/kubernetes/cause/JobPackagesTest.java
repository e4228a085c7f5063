package io.jupyterflow.kubernetes.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A package that is here and not where jobs are, with interpreters that say where they are.
class JobPackagesTest {

  private static final String PATH = System.getenv("PATH");

  @TempDir Path folder;

  /// Jobs that have `/home/jovyan` of a claim, `/data` of a claim, and an empty `/scratch`.
  private static Environment jobs(@Nullable String home) {
    PodEnvironment argo =
        PodEnvironmentBuilder.in("hub")
            .container(
                KubeObject.parse(
                    """
                    {"image": "notebook:1", "volumeMounts": [
                      {"name": "home", "mountPath": "/home/jovyan"},
                      {"name": "data", "mountPath": "/data/"},
                      {"name": "scratch", "mountPath": "/scratch"}]}
                    """))
            .pod(
                KubeObject.parse(
                    """
                    {"volumes": [{"name": "%s", "persistentVolumeClaim": {"claimName": "a"}},
                      {"name": "data", "persistentVolumeClaim": {"claimName": "b"}},
                      {"name": "scratch", "emptyDir": {}}]}
                    """
                        .formatted(home == null ? "none" : "home")))
            .serviceAccount(null)
            .home(home)
            .build();
    return EnvironmentBuilder.in("/home/jovyan")
        .variables(Map.of("PATH", PATH))
        .engine(argo)
        .build();
  }

  /// An interpreter that answers with these lines.
  private String python(String... lines) throws IOException {
    Path script = folder.resolve("python3");
    Files.writeString(script, "#!/bin/sh\ncat <<'END'\n" + String.join("\n", lines) + "\nEND\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }

  private static String fix(Environment jobs, String python) {
    return new JobPackages(() -> jobs).python(python, "yaml", "PyYAML");
  }

  @Test
  void packagesOnlyHereAreInstalledForJobs() throws IOException {
    String python =
        python(
            "/opt/conda/lib/yaml/__init__.py",
            "/opt/conda",
            "False",
            "/home/jovyan/.local/lib/python3.12/site-packages");

    assertThat(fix(jobs("/home/jovyan"), python))
        .contains("Jobs have the image and the volumes only")
        .contains("Here, yaml is in /opt/conda/lib/yaml/__init__.py")
        .endsWith(python + " -m pip install --user --ignore-installed PyYAML");
  }

  @Test
  void anEnvironmentOnAVolumeTakesItAsUsual() throws IOException {
    String python = python("", "/home/jovyan/venv", "True", "");

    assertThat(fix(jobs("/home/jovyan"), python))
        .endsWith("Install it where they have it, too: " + python + " -m pip install PyYAML");
  }

  @Test
  void packagesGoToAFolderOfTheHomeIfNothingElseCanTakeThem() throws IOException {
    String python = python("/tmp/venv/lib/yaml/__init__.py", "/tmp/venv", "True", "");

    assertThat(fix(jobs("/home/jovyan"), python))
        .contains("in the notebook's own container")
        .endsWith(
            " -m pip install --target /home/jovyan/packages PyYAML"
                + " && export PYTHONPATH=/home/jovyan/packages");
  }

  @Test
  void withoutAHomeAnotherVolumeServes() throws IOException {
    String python = python("", "/usr", "False", "/home/jovyan/.local/lib");

    assertThat(fix(jobs(null), python))
        .contains("-m pip install --target /data/packages PyYAML")
        .endsWith("export PYTHONPATH=/data/packages");
  }

  @Test
  void packagesThatJobsHaveAreNotInstalledAgain() throws IOException {
    String python = python("/data/lib/yaml/__init__.py", "/usr", "False", "");

    assertThat(fix(jobs("/home/jovyan"), python))
        .contains("PYTHONPATH=/data/lib")
        .doesNotContain("install");
  }

  @Test
  void anEmptyVolumeIsNoPlace() throws IOException {
    String python = python("/scratch/lib/yaml.py", "/usr", "False", "");

    assertThat(fix(jobs("/home/jovyan"), python)).contains("in the notebook's own container");
  }

  @Test
  void aRealInterpreterAnswers() {
    assertThat(PythonHere.ask("python3", "json", Map.of("PATH", PATH)))
        .hasValueSatisfying(here -> assertThat(here.module()).endsWith("json/__init__.py"));
    assertThat(PythonHere.ask("python3", "no_such_module", Map.of("PATH", PATH)))
        .hasValueSatisfying(here -> assertThat(here.module()).isEmpty());
    assertThat(PythonHere.ask("no-such-python", "json", Map.of())).isEmpty();
  }

  @Test
  void withoutAPodTheAdviceIsAboutTheImage() {
    JobPackages unknown =
        new JobPackages(() -> {
          throw new JupyterFlowException.Refused("no");
        });

    assertThat(unknown.python("python3", "yaml", "PyYAML"))
        .contains("Jobs have the image and the volumes only")
        .contains("PyYAML");
    assertThat(unknown.other("Rscript -e x", "R_LIBS_USER"))
        .contains("R_LIBS_USER", "Rscript -e x");
    assertThat(unknown.program("nvidia-smi")).contains("--gpu 1");
    assertThat(unknown.program("ffmpeg")).contains("the notebook's own container");
  }
}
