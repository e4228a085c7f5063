package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./mvnw` where no Maven is installed: the script is the real one, the repository a small server
/// here, and the Maven in it says what it was called with.
class MvnwTest {
  private static final String FILE = "/org/apache/maven/apache-maven/9/apache-maven-9-bin.tar.gz";

  @TempDir Path temp;
  private final AtomicInteger fetched = new AtomicInteger();
  private Path checkout;
  private Path home;
  private HttpServer server;

  @BeforeEach
  void makeACheckoutAndARepository() throws IOException {
    checkout = Files.createDirectories(temp.resolve("a checkout"));
    home = Files.createDirectories(temp.resolve("home"));
    Files.createDirectories(checkout.resolve(".mvn"));
    Files.createDirectories(checkout.resolve("scripts"));
    Files.copy(Checkout.ROOT.resolve("mvnw"), checkout.resolve("mvnw"));
    Files.copy(Checkout.ROOT.resolve("scripts/Fetch.java"), checkout.resolve("scripts/Fetch.java"));
    script(checkout.resolve("scripts/find-jdk"), "echo " + System.getProperty("java.home"));
    script(
        Files.createDirectories(temp.resolve("maven/apache-maven-9/bin")).resolve("mvn"),
        "echo Maven \"$@\"");
    run("tar", "-czf", temp + "/maven.tar.gz", "-C", temp + "/maven", "apache-maven-9");
    properties(run("sha512sum", temp + "/maven.tar.gz").split(" ", 2)[0]);
    Path bin = Files.createDirectories(temp.resolve("bin"));
    for (String tool :
        List.of(
            "sh",
            "dirname",
            "sed",
            "cut",
            "mkdir",
            "rm",
            "mv",
            "tar",
            "gzip",
            "sha512sum",
            "curl",
            "wget")) {
      String path = run("sh", "-c", "command -v " + tool + " || :").strip();
      if (!path.isEmpty()) {
        script(bin.resolve(tool), "exec " + path + " \"$@\"");
      }
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] maven = Files.readAllBytes(temp.resolve("maven.tar.gz"));
    server.createContext(
        "/mirror" + FILE,
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(200, maven.length);
          exchange.getResponseBody().write(maven);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void mavenIsFetchedOnceFromTheRepositoryThatIsNamed() {
    LauncherProcess.Outcome first = mvnw("/mirror/");
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo("Maven -f " + checkout + "/pom.xml -q verify\n");
    assertThat(first.err()).isEqualTo("mvnw: no Maven here, fetching 9 once\n");
    LauncherProcess.Outcome second = mvnw("/mirror/");
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEmpty();
    assertThat(fetched).hasValue(1);
    assertThat(kept()).containsExactly("apache-maven-9");
  }

  @Test
  void oneLineSaysWhereMavenCouldNotBeFetchedFrom() {
    LauncherProcess.Outcome outcome = mvnw("/nothing");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err().lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("mvnw: Maven 9 could not be fetched from " + address("/nothing") + FILE)
        .contains("404")
        .contains("Install Maven")
        .contains("MVNW_REPOURL");
    assertThat(kept()).isEmpty();
  }

  @Test
  void theJdkFetchesWhereNothingElseCan() throws IOException {
    Files.deleteIfExists(temp.resolve("bin/curl"));
    Files.deleteIfExists(temp.resolve("bin/wget"));

    LauncherProcess.Outcome outcome = mvnw("/mirror");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo("Maven -f " + checkout + "/pom.xml -q verify\n");
    Files.deleteIfExists(home.resolve(".m2/wrapper/dists/apache-maven-9/bin/mvn"));
    assertThat(mvnw("/nothing").err())
        .contains("could not be fetched from " + address("/nothing") + FILE)
        .contains("the answer is 404");
  }

  @Test
  void anotherFileThanThePinnedOneIsNotUsed() throws IOException {
    properties("0".repeat(128));
    LauncherProcess.Outcome outcome = mvnw("/mirror");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("wrong SHA-512");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aHomeThatCannotKeepItIsOneLine() throws IOException {
    Files.writeString(home.resolve(".m2"), "not a folder");
    LauncherProcess.Outcome outcome = mvnw("/mirror");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).hasLineCount(1).contains("MAVEN_USER_HOME");
  }

  private LauncherProcess.Outcome mvnw(String repository) {
    return LauncherProcess.run(
        temp,
        Map.of(
            "PATH", temp.resolve("bin").toString(),
            "HOME", home.toString(),
            "MAVEN_USER_HOME", "",
            "MVNW_DISTRIBUTION_URL", "",
            "MVNW_REPOURL", address(repository)),
        List.of(checkout + "/mvnw", "-q", "verify"));
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private List<String> kept() {
    String[] names = home.resolve(".m2/wrapper/dists").toFile().list();
    return names == null ? new ArrayList<>() : List.of(names);
  }

  private void properties(String sha512) throws IOException {
    Files.writeString(
        checkout.resolve(".mvn/maven.properties"),
        "version=9\nurl=http://127.0.0.1:9/maven.tar.gz\nsha512=" + sha512 + "\n");
  }

  private String run(String... command) {
    return LauncherProcess.run(temp, Map.of(), List.of(command)).out();
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
