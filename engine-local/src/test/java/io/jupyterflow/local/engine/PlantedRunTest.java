package io.jupyterflow.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.fixture.SubmitOptionsBuilder;
import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunState;
import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.local.supervisor.SupervisorMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Another user puts a run where the user's runs lie: it is never read, and never runs as the user.
/// What needs a real second user is skipped where the tests are not root's.
final class PlantedRunTest {

  private static final String STRANGER = "12345";
  private static final String EVIL = "evil-aaaaa";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  @TempDir Path work;
  private LocalEngine engine;
  private Path runs;

  @BeforeEach
  void begin() {
    engine = UsersEngine.of(home, work);
    runs = home.resolve(".jupyterflow/runs");
  }

  private String submit(String text) {
    Plan plan = new Plan("p", List.of(Job.of("a", new Command.Shell(text), List.of())));
    return engine.prepare(plan, engine.capture(), SubmitOptions.DEFAULT).submit().id();
  }

  private static void set(Path folder, String mode) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
  }

  /// A run of the user's that has not begun, handed to a stranger who puts it in its place.
  private void plant() throws Exception {
    assumeTrue((int) Files.getAttribute(home, "unix:uid") == 0, "only root has a second user");
    String id = submit("touch " + work.resolve("evil"));
    Finish.of(engine, id, PATIENCE);
    Until.holds("the end of its supervisor", () -> Supervisors.of(home).isEmpty());
    Files.delete(work.resolve("evil"));
    Path bag = Files.createDirectory(work.resolve("bag"));
    try (Stream<Path> files = Files.list(runs.resolve(id))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        Files.copy(file, bag.resolve(file.getFileName()));
      }
    }
    engine.delete(id);
    set(home, "rwxr-xr-x");
    set(work, "rwxrwxrwx");
    set(bag, "rwxrwxrwx");
    set(home.resolve(".jupyterflow"), "rwxrwxrwx");
    set(runs, "rwxrwxrwx");
    String planting = "cp -r bag " + runs.resolve(EVIL) + " && cd " + runs.resolve(EVIL);
    Process stranger =
        new ProcessBuilder(
                "setpriv",
                "--reuid",
                STRANGER,
                "--regid",
                STRANGER,
                "--clear-groups",
                "sh",
                "-c",
                planting + " && mkdir inbox jobs")
            .directory(work.toFile())
            .inheritIO()
            .start();
    assertThat(stranger.waitFor()).isZero();
  }

  private void tidy() throws IOException {
    set(home.resolve(".jupyterflow"), "rwx------");
    set(runs, "rwx------");
  }

  private static void refused(ThrowingCallable asked, String words) {
    assertThatThrownBy(asked)
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains(words);
  }

  /// Every way to ask for a run.
  static Stream<Consumer<LocalEngine>> questions() {
    return Stream.of(
        engine -> engine.run(EVIL),
        engine -> engine.watch(EVIL, -1, Duration.ZERO),
        engine -> engine.log(EVIL, "a", true),
        engine -> engine.metrics(EVIL),
        engine -> engine.explain(EVIL),
        engine -> engine.explain(EVIL, "a"),
        engine -> engine.environment(EVIL),
        engine -> engine.stop(EVIL),
        engine -> engine.delete(EVIL));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void nothingIsReadOrStartedIfOthersCanWrite(Consumer<LocalEngine> question) throws Exception {
    plant();

    refused(
        () -> question.accept(engine), "chmod 700 " + home.resolve(".jupyterflow") + " " + runs);
    assertThat(Supervisors.of(home)).isEmpty();
    assertThat(work.resolve("evil")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aRunOfAnotherUserIsNotReadOrStarted(Consumer<LocalEngine> question) throws Exception {
    plant();
    tidy();

    refused(() -> question.accept(engine), "rm -rf " + runs.resolve(EVIL));
    assertThat(Supervisors.of(home)).isEmpty();
    assertThat(work.resolve("evil")).doesNotExist();
  }

  @Test
  void listsAreRefusedWhereOthersCanWrite() throws IOException {
    PrivateFolders.in(home).makeRuns();
    set(runs, "rwxrwxr-x");

    refused(engine::ids, "chmod 700 " + runs);
    refused(engine::runs, "chmod 700 " + runs);
    refused(() -> submit("true"), "chmod 700 " + runs);
    refused(() -> engine.expectSubmit(engine.capture()), "chmod 700 " + runs);
    try (Stream<Path> left = Files.list(runs)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aRunOfAnotherUserIsLastInTheListWithoutAState() throws Exception {
    plant();
    tidy();
    String mine = submit("true");
    Finish.of(engine, mine, PATIENCE);

    assertThat(engine.ids()).containsExactly(mine, EVIL);
    assertThat(engine.runs())
        .extracting(run -> run.id() + " " + run.state())
        .containsExactly(mine + " " + RunState.SUCCEEDED, EVIL + " " + RunState.UNKNOWN);
    refused(
        () ->
            engine
                .prepare(
                    new Plan("p", List.of(Job.of("a", new Command.Shell("true"), List.of()))),
                    engine.capture(),
                    SubmitOptionsBuilder.defaults().id(EVIL).width(1).build())
                .submit()
                .id(),
        "rm -rf " + runs.resolve(EVIL));
  }

  /// Its starter looked before: this is for what changed since.
  @Test
  void aSupervisorLooksForItself() throws Exception {
    plant();
    tidy();

    assertThatThrownBy(() -> SupervisorMain.main(new String[] {runs.resolve(EVIL).toString()}))
        .isInstanceOf(JupyterFlowException.Refused.class);
    assertThat(work.resolve("evil")).doesNotExist();
    assertThat(runs.resolve(EVIL).resolve("owner-1")).doesNotExist();
  }

  @Test
  void aPlantedLinkIsNotFollowed() throws IOException {
    assumeTrue((int) Files.getAttribute(home, "unix:uid") == 0, "only root has a second user");
    Path link = Files.createSymbolicLink(home.resolve(".jupyterflow"), work);
    Files.setAttribute(link, "unix:uid", Integer.valueOf(STRANGER), LinkOption.NOFOLLOW_LINKS);

    refused(() -> submit("true"), "rm " + link);
    refused(engine::ids, "rm " + link);
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void rootStartsAndLeavesNothingOfAnotherUser() throws IOException {
    assumeTrue((int) Files.getAttribute(home, "unix:uid") == 0, "only root has a second user");
    PrivateFolders.in(home).makeRuns();
    for (Path folder : List.of(home, home.resolve(".jupyterflow"), runs)) {
      Files.setAttribute(folder, "unix:uid", Integer.valueOf(STRANGER));
    }

    refused(engine::ids, "sudo -H -u '#12345'");
    refused(() -> submit("true"), "sudo -H -u '#12345'");
    try (Stream<Path> left = Files.walk(home)) {
      assertThat(left).containsExactlyInAnyOrder(home, home.resolve(".jupyterflow"), runs);
    }
  }
}
