package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./jupyterflow` and its build, in a small checkout of its own: the scripts are the real ones,
/// the build is a stand-in that takes a moment, counts itself, and leaves the jars of the real
/// build.
class LauncherTest {
  @TempDir Path temp;
  private Path checkout;

  @BeforeEach
  void copyTheScripts() throws IOException {
    LauncherProcess.path();
    checkout = temp.resolve("a checkout (한글)");
    for (String name :
        List.of(
            "jupyterflow",
            "scripts/build",
            "scripts/find-jdk",
            "dist/launch",
            ".mvn/maven.properties")) {
      Path target = checkout.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(Checkout.ROOT.resolve(name), target);
    }
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    source("One.java");
    source("Two.java");
    Files.writeString(checkout.resolve("cli/pom.xml"), "<project/>");
    script("scripts/train-caches", "exit 0");
    script(
        "mvnw",
        """
        sleep 0.5
        echo built >>"%1$s/builds"
        mkdir -p "%1$s/cli/target/app"
        cp "%2$s"/*.jar "%1$s/cli/target/app"
        """
            .formatted(checkout, Checkout.ROOT.resolve("cli/target/app")));
  }

  @Test
  void buildsOnFirstUseAndThenNot() throws IOException {
    assertThat(jupyterflow("--version").status()).isZero();
    LauncherProcess.Outcome again = jupyterflow("--version");
    assertThat(again.status()).isZero();
    assertThat(again.out()).startsWith("jupyterflow ");
    assertThat(again.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceOrThePomChanged() throws IOException {
    jupyterflow("--version");
    source("One.java");
    jupyterflow("--version");
    assertThat(builds()).isEqualTo(2);
    Files.writeString(checkout.resolve("pom.xml"), "<project></project>");
    jupyterflow("--version");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws IOException {
    jupyterflow("--version");
    Files.delete(checkout.resolve("cli/src/main/java/Two.java"));
    jupyterflow("--version");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenAnOlderFileTookTheSourcesPlace() throws IOException {
    Path older = Files.writeString(temp.resolve("Older.java"), "class Older {}");
    Files.setLastModifiedTime(older, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    jupyterflow("--version");
    // cp -p: neither the file nor its folder looks newer
    Files.copy(
        older,
        checkout.resolve("cli/src/main/java/One.java"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    FileTime before = Files.getLastModifiedTime(checkout.resolve("target/building"));
    Files.setLastModifiedTime(
        checkout.resolve("cli/src/main/java"), FileTime.from(before.toInstant().minusSeconds(9)));
    jupyterflow("--version");
    assertThat(builds()).isEqualTo(2);
    jupyterflow("--version");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aCopyOfABuiltCheckoutIsNotBuiltAgainUnlessItChanges() throws IOException {
    jupyterflow("--version");
    Path original = checkout;
    checkout = temp.resolve("copy");
    LauncherProcess.run(
        temp, Map.of(), List.of("cp", "-a", original.toString(), checkout.toString()));
    script("mvnw", "echo built >>'" + checkout + "/builds'; exit 1");
    assertThat(jupyterflow("--version").status()).isZero();
    assertThat(jupyterflow("--version").status()).isZero();
    assertThat(builds()).isEqualTo(1);
    source("One.java");
    assertThat(jupyterflow("--version").status()).isEqualTo(70);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void firstUsesAtTheSameTimeBuildOnce() throws Exception {
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<LauncherProcess.Outcome> use = () -> jupyterflow("--version");
      List<LauncherProcess.Outcome> outcomes = new ArrayList<>();
      for (Future<LauncherProcess.Outcome> future : users.invokeAll(List.of(use, use, use))) {
        outcomes.add(future.get());
      }
      assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.status()).isZero());
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aBuildThatDiedDoesNotBlockTheNext() throws IOException {
    Path lock = Files.createDirectories(checkout.resolve("target/build.lock"));
    Files.writeString(lock.resolve("owner"), hostName() + " 999999 1\n");
    assertThat(jupyterflow("--version").status()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void aFailedBuildShowsItsErrorsAndWhereItsLogIs() throws IOException {
    script("mvnw", "echo '[INFO] much'; echo '[ERROR] One.java:3: no such thing'; exit 1");
    LauncherProcess.Outcome outcome = jupyterflow("--version");
    assertThat(outcome.status()).isEqualTo(70);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("[ERROR] One.java:3: no such thing", checkout + "/target/build.log")
        .doesNotContain("[INFO]");
  }

  @Test
  void withoutAJdkOneLineSaysSo() throws IOException {
    script("scripts/find-jdk", "echo 'JupyterFlow needs a JDK 25' >&2; exit 1");
    LauncherProcess.Outcome outcome = jupyterflow("--version");
    assertThat(outcome.status()).isEqualTo(6);
    assertThat(outcome.err()).isEqualTo("JupyterFlow needs a JDK 25\n");
  }

  @Test
  void aCheckoutThatCannotBeWrittenSaysSo() throws IOException {
    Files.writeString(checkout.resolve("target"), "not a folder");
    LauncherProcess.Outcome outcome = jupyterflow("--version");
    assertThat(outcome.status()).isEqualTo(6);
    assertThat(outcome.err()).contains("can't be written").hasLineCount(1);
  }

  @Test
  void worksThroughLinksAndFromPath() throws IOException {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("jf"), Path.of("jupyterflow"));
    Files.createSymbolicLink(bin.resolve("jupyterflow"), checkout.resolve("jupyterflow"));
    Map<String, String> path = Map.of("PATH", bin + ":" + System.getenv("PATH"));
    assertThat(LauncherProcess.run(temp, path, List.of("sh", "-c", "jf --version")).status())
        .isZero();
    assertThat(LauncherProcess.run(bin, Map.of(), List.of("./jf", "--version")).status()).isZero();
    assertThat(LauncherProcess.run(temp, Map.of(), List.of("bin/jf", "--version")).status())
        .isZero();
  }

  @Test
  void aClosedOutputIsLikeNone() {
    for (String closed : List.of(">&-", "2>&-", ">&- 2>&-")) {
      LauncherProcess.Outcome outcome =
          LauncherProcess.run(
              temp,
              Map.of("HOME", temp.toString()),
              List.of("sh", "-c", "\"$0\" --version " + closed, checkout + "/jupyterflow"));
      assertThat(outcome.status()).as(closed + outcome.err()).isZero();
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.out()).isEqualTo(closed.startsWith("2") ? versionLine() : "");
    }
  }

  @Test
  void aWorkingDirectoryThatWasRemovedIsNamedAsTheCause() {
    LauncherProcess.Outcome outcome =
        LauncherProcess.run(
            temp,
            Map.of("HOME", temp.toString()),
            List.of(
                "sh",
                "-c",
                "mkdir gone && cd gone && rmdir ../gone && \"$0\" ps",
                checkout + "/jupyterflow"));
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(4);
    assertThat(outcome.err()).contains("working directory is not there any more", "cd ~");
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  @Test
  void argumentsArriveByteForByteWhateverTheLocale() throws IOException {
    String flow = "echo '학습 시작\n\t\"끝\"'";
    for (String locale : List.of("C", "POSIX", "C.UTF-8", "xx_XX.UTF-8")) {
      LauncherProcess.Outcome outcome =
          LauncherProcess.run(
              temp,
              Map.of("LC_ALL", locale, "HOME", temp.toString()),
              List.of(checkout + "/jupyterflow", "run", "--dry-run", "-o", "json", "-c", flow));
      assertThat(outcome.status()).as(locale + outcome.err()).isZero();
      assertThat(outcome.out()).contains("학습 시작\\n\\t\\\"끝\\\"");
    }
  }

  @Test
  void optionsForTheUsersJavaDoNotReachOurs() {
    String wrong = "-XX:+NoSuchOption 'of the user'";
    LauncherProcess.Outcome outcome =
        LauncherProcess.run(
            temp,
            Map.of(
                "JAVA_TOOL_OPTIONS",
                wrong,
                "JDK_JAVA_OPTIONS",
                wrong,
                "_JAVA_OPTIONS",
                wrong,
                "HOME",
                temp.toString()),
            List.of(checkout + "/jupyterflow", "--version"));
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
  }

  private LauncherProcess.Outcome jupyterflow(String... arguments) {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("jupyterflow").toString()));
    command.addAll(List.of(arguments));
    return LauncherProcess.run(temp, Map.of("HOME", temp.toString()), command);
  }

  private String versionLine() {
    return jupyterflow("--version").out();
  }

  private long builds() throws IOException {
    try (Stream<String> lines = Files.lines(checkout.resolve("builds"))) {
      return lines.count();
    }
  }

  private void source(String name) throws IOException {
    Path file = checkout.resolve("cli/src/main/java").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class Some {}");
  }

  private void script(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String hostName() {
    return LauncherProcess.run(Path.of("/"), Map.of(), List.of("uname", "-n")).out().strip();
  }
}
