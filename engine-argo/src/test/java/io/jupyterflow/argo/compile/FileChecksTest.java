package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.WrittenPlans;
import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.core.fixture.EnvironmentBuilder;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Severity;
import io.jupyterflow.kubernetes.capture.NotebookFiles;
import io.jupyterflow.kubernetes.capture.PodEnvironment;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.fake.PodEnvironmentBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a job finds what the notebook has: on a lasting volume it does, in an empty folder and
/// in the container itself it doesn't, in the image it does.
class FileChecksTest extends WrittenPlans {

  private final Instant hourAgo = Instant.now().minus(Duration.ofHours(1));

  @TempDir Path folder;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private Path home;
  private Path scratch;
  private Path own;
  private Instant made = hourAgo;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = folder.toRealPath();
    home = Files.createDirectory(folder.resolve("home"));
    scratch = Files.createDirectory(home.resolve("scratch"));
    own = Files.createDirectory(folder.resolve("own"));
  }

  private static Path script(Path folder, String name) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private Environment environment(Path directory) {
    KubeObject container =
        KubeObject.parse(
            """
            {"image": "lab:1",
             "volumeMounts": [{"name": "home", "mountPath": "%s"},
                              {"name": "scratch", "mountPath": "%s/"}]}
            """
                .formatted(home, scratch));
    KubeObject pod =
        KubeObject.parse(
            """
            {"volumes": [{"name": "home", "persistentVolumeClaim": {"claimName": "c"}},
                         {"name": "scratch", "emptyDir": {}}]}
            """);
    PodEnvironment argo =
        PodEnvironmentBuilder.in("lab")
            .container(container)
            .pod(pod)
            .serviceAccount(null)
            .home(home.toString())
            .files(new NotebookFiles(made, List.of(home.resolve("vault").toString())))
            .build();
    return EnvironmentBuilder.in(directory.toString()).variables(variables).engine(argo).build();
  }

  private List<Problem> check(Path directory, String... argv) {
    return check(directory, exec("a", List.of(argv)));
  }

  private List<Problem> check(Path directory, Job job) {
    return FileChecks.problems(plan(job), environment(directory));
  }

  private void isFine(Path directory, String... argv) {
    assertThat(check(directory, argv)).isEmpty();
  }

  private static Problem only(List<Problem> problems, Severity severity) {
    assertThat(problems).singleElement().extracting(Problem::severity).isEqualTo(severity);
    return problems.getFirst();
  }

  @Test
  void filesOnTheHomeVolumeAreAccepted() throws IOException {
    script(home, "train.py");
    isFine(home, "python3", "train.py");
    isFine(home, home.resolve("train.py").toString(), "--data", "none");
  }

  @Test
  void aScriptInAnEmptyFolderIsAnError() throws IOException {
    script(scratch, "train.py");
    Problem problem = only(check(home, "python3", "scratch/train.py"), Severity.ERROR);
    assertThat(problem.message())
        .contains("jobs don't have " + scratch.resolve("train.py"))
        .contains("each job starts with an empty one");
    assertThat(problem.remedy().toString()).contains("put it under " + home);
    assertThat(check(scratch, "python3", "train.py"))
        .extracting(Problem::code)
        .containsExactly("not-in-jobs", "directory-not-in-jobs");
    only(
        check(
            home,
            exec("n", List.of("true"))
                .withCommand(new Command.Notebook("python3", "scratch/train.py", List.of()))),
        Severity.ERROR);
  }

  @Test
  void aLinkIntoAnEmptyFolderIsNoWayOut() throws IOException {
    script(scratch, "train.py");
    Files.createSymbolicLink(home.resolve("link.py"), scratch.resolve("train.py"));
    only(check(home, "python3", "link.py"), Severity.ERROR);
  }

  @Test
  void filesOnlyInTheContainerAreErrorsAndFilesOfTheImageAreAccepted() throws IOException {
    Path script = script(own, "tool.sh");
    assertThat(only(check(home, script.toString()), Severity.ERROR).message())
        .contains("neither the image nor a volume has it");
    variables.put("PATH", "/none:" + own);
    assertThat(Files.move(script, own.resolve("tool"))).exists();
    only(check(home, "tool", "x"), Severity.ERROR);
    made = Instant.now().plus(Duration.ofHours(1)); // as if the image had it
    isFine(home, "tool", "x");
    made = hourAgo;
    Files.setLastModifiedTime(own.resolve("tool"), FileTime.from(hourAgo.minusSeconds(1)));
    isFine(home, "tool", "x"); // another owner, or copied with its time
    Path old = script(own, "old.sh");
    Files.setLastModifiedTime(old, FileTime.from(hourAgo.minusSeconds(1)));
    only(check(home, "bash", old.toString()), Severity.WARNING);
  }

  @Test
  void aVolumeThatIsNotCarriedIsNotThere() throws IOException {
    script(Files.createDirectory(home.resolve("vault")), "keys.sh");
    assertThat(only(check(home, "bash", "vault/keys.sh"), Severity.ERROR).message())
        .contains("a volume that jobs don't have");
  }

  @Test
  void filesThatACommandOnlyNamesAreAWarning() throws IOException {
    Path data = Files.writeString(scratch.resolve("data.csv"), "1");
    script(home, "train.py");
    only(check(home, "python3", "train.py", "--data", data.toString()), Severity.WARNING);
    only(check(home, shell("a", "wc -l <" + data + " | tee out")), Severity.WARNING);
  }

  @Test
  void placesOfImportsAreWarnings() throws IOException {
    script(Files.createDirectories(own.resolve("venv/bin")), "python");
    Path site = Files.createDirectory(own.resolve("site"));
    variables.put("VIRTUAL_ENV", own.resolve("venv").toString());
    variables.put("PYTHONPATH", home + ":" + site);
    List<Problem> problems = check(home, "true");
    assertThat(problems).allMatch(problem -> problem.severity() == Severity.WARNING);
    assertThat(problems)
        .extracting(Problem::message)
        .satisfiesExactly(
            venv -> assertThat(venv).contains(own + "/venv (VIRTUAL_ENV)"),
            path -> assertThat(path).contains(site + " (PYTHONPATH)"));
    Environment environment = environment(home);
    assertThat(environment.engine().items(environment))
        .filteredOn(item -> item.fate() == Fate.LEFT_OUT)
        .extracting(CapturedItem::name)
        .containsExactly("VIRTUAL_ENV", "PYTHONPATH");
  }

  @Test
  void theDirectoryIsShownAsJobsHaveIt() {
    assertThat(directory(home).reason()).isEqualTo("it is on a volume that jobs have, too");
    assertThat(directory(scratch).fate()).isEqualTo(Fate.CHANGED);
    assertThat(directory(scratch).reason()).contains("starts with an empty one");
    assertThat(directory(own).reason()).contains("container alone");
    made = Instant.now().plus(Duration.ofHours(1));
    assertThat(directory(own).reason()).contains("only what the image has");
  }

  private CapturedItem directory(Path path) {
    Environment environment = environment(path);
    return environment.engine().items(environment).getFirst();
  }

  @Test
  void outsideAPodNothingIsKnown() {
    Environment outside = SomeEnvironment.plain("/nowhere", null, Map.of());
    assertThat(FileChecks.problems(plan(exec("a", List.of("/nowhere/a.py"))), outside)).isEmpty();
  }
}
