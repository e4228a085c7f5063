package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/find-jdk`, which finds what the build runs on: with JDKs that are nothing but what it
/// looks at.
class JdkTest {
  @TempDir Path temp;

  @Test
  void anOlderJavaThatIsTheDefaultIsPassedOver() throws IOException {
    Path old = jdk("old", "17.0.2");
    Path beside = jdk("home/.jdks/other", "25.0.1");
    String found = find(Map.of("JAVA_HOME", old.toString(), "PATH", path(old)));
    // one of this machine, where it has one at a usual place
    assertThat(Path.of(found))
        .isNotEqualTo(old)
        .satisfiesAnyOf(
            home -> assertThat(home).isEqualTo(beside),
            home -> assertThat(home.resolve("release")).content().containsPattern("\"(2[5-9]|3)"));
  }

  @Test
  void theOneThatTheUserNamesComesFirstAndThenTheOneOnThePath() throws IOException {
    Path named = jdk("named", "25.0.1");
    Path onPath = jdk("path", "26");
    assertThat(find(Map.of("JAVA_HOME", named.toString(), "PATH", path(onPath))))
        .isEqualTo(named.toString());
    assertThat(find(Map.of("JAVA_HOME", "", "PATH", path(onPath)))).isEqualTo(onPath.toString());
  }

  @Test
  void aRuntimeWithoutACompilerIsNone() throws IOException {
    Path runtime = jdk("runtime", "25.0.1");
    Files.delete(runtime.resolve("bin/javac"));
    Path compiler = jdk("compiler", "25");
    assertThat(find(Map.of("JAVA_HOME", runtime.toString(), "PATH", path(compiler))))
        .isEqualTo(compiler.toString());
  }

  private String find(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", temp.resolve("home").toString());
    LauncherProcess.Outcome outcome =
        LauncherProcess.run(
            temp, all, List.of(Checkout.ROOT.resolve("scripts/find-jdk").toString()));
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.out().strip();
  }

  private static String path(Path jdk) {
    return jdk.resolve("bin") + ":" + System.getenv("PATH");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = temp.toRealPath().resolve(name);
    Files.createDirectories(home.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
